import { fillSlot } from '../messaging/slots.ts';
import { offered } from './offer.ts';

fillSlot('overlay', offered);
