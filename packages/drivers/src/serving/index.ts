export { generateHostKey, type HostKeys, type HostKeyText, type HubKeys, importHostKeys } from '../wire/index.ts';
export {
  createDriverService,
  type DriverService,
  type DriverServiceOptions,
  type ServiceEvent,
} from './create-driver-service.ts';
