/** What a scanned order may be, told by its first bytes and never by what a client says of it. */
export enum ExamOrderAttachmentType {
  PDF = 'PDF',
  JPEG = 'JPEG',
  PNG = 'PNG',
}

/** Bytes of an attachment at most: in base64, with the operation around it, it fits the 256 kB that the gateway takes in. */
export const MAXIMUM_ATTACHMENT_BYTES = 180_000;

const FIRST_BYTES: Readonly<Record<ExamOrderAttachmentType, string>> = {
  PDF: '255044462d',
  JPEG: 'ffd8ff',
  PNG: '89504e470d0a1a0a',
};

export interface Attachment {
  readonly type: ExamOrderAttachmentType;
  readonly bytes: number;
  /** Base64 */
  readonly content: string;
}

/** An attachment from its base64; why it is none, else. */
export function attachmentOf(content: string): Attachment | 'NOT_BASE64' | 'TOO_LARGE' | 'UNKNOWN_TYPE' {
  const bytes = Buffer.from(content, 'base64');
  // Buffer leaves out what is not base64 instead of refusing it
  if (bytes.length === 0 || bytes.toString('base64') !== content) return 'NOT_BASE64';
  if (bytes.length > MAXIMUM_ATTACHMENT_BYTES) return 'TOO_LARGE';
  const begins = bytes.subarray(0, 8).toString('hex');
  const type = Object.values(ExamOrderAttachmentType).find((each) => begins.startsWith(FIRST_BYTES[each]));
  return type ? { type, bytes: bytes.length, content } : 'UNKNOWN_TYPE';
}
