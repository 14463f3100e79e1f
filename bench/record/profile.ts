import { Session } from 'node:inspector/promises';
import { type CpuShare, type ProfileNode, sharesOf } from './profile-shares.js';

const SAMPLE_MICROSECONDS = 250;

let session: Session | undefined;

/** Samples what the main thread of this process is doing, until {@link stopProfile}. */
export async function startProfile(): Promise<void> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await session.post('Profiler.start');
}

export async function stopProfile(): Promise<CpuShare[]> {
  const { profile } = await session!.post('Profiler.stop');
  session!.disconnect();
  return sharesOf(profile.nodes as ProfileNode[], profile.samples ?? [], profile.timeDeltas ?? []);
}
