export { CONSOLE_BYTES, startTestLibvirt, type TestLibvirt } from './start-test-libvirt.ts';
export { startTestSshd, type TestSshd } from './start-test-sshd.ts';
export { type TestGuest, testGuest } from './test-guest.ts';
