export { startTestLibvirt, type TestLibvirt } from './start-test-libvirt.ts';
export { type TestGuest, testGuest } from './test-guest.ts';
