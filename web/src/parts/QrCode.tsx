import qrcode from 'qrcode-generator';

/** A QR code, drawn as shapes: a page that runs no script of others shows no picture of others either. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text, /^[0-9]+$/.test(text) ? 'Numeric' : /^[0-9A-Z]+$/.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  return (
    <svg class="desk-qr" role="img" aria-label={label} viewBox={`0 0 ${size + 8} ${size + 8}`}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
