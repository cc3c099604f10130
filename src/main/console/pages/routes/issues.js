/** What can be wrong with a record, in the person's language. */
import { text } from './texts.js';

/** States of what is not used yet. */
export const HELD = ['OPEN', 'WAITING'];

/** The closed list of what can be wrong with a record. */
const ISSUES = ['UNREADABLE', 'MISSING_FIELD', 'INVALID_NUMBER', 'INVALID_DATE', 'UNKNOWN_CODE', 'UNMAPPED', 'UNKNOWN_COMPANY', 'CONFLICT'];

/** A code that this page does not know says it as the hub does. */
export const issueOf = ({ code, message = code }) => ISSUES.includes(code) ? text(`issue.${code}`) : message;
