/** How a phase does on the day of its targets. */
import { partOf } from '../../language.js';
import { today } from '../../zone.js';

const HOUR = 3_600_000;

/** Length of an hour of a shift such as 07:00 to 07:30, in hours. */
const length = ({ startsAt, endsAt }) => (Date.parse(`1970-01-01T${endsAt}Z`) - Date.parse(`1970-01-01T${startsAt}Z`)) / HOUR;

/** Pieces of the daily target that were to be made by now: by the hours of the shift that have gone. */
export function expectedByNow({ hours }, hoursLeft) {
  let gone = hours.reduce((sum, hour) => sum + length(hour), 0) - Number(hoursLeft ?? 0);
  let pieces = 0;
  for (const hour of hours) {
    const part = Math.min(Math.max(gone / length(hour), 0), 1);
    pieces += part * Number(hour.pieces);
    gone -= length(hour);
  }
  return pieces;
}

/** What of the daily target has left the phase on the day, from 0; null where it has no target. */
export function share({ dailyTarget, achievedToday }) {
  return partOf(achievedToday, dailyTarget);
}

/**
 * @param targets of the plan, whose day and hours count
 * @returns NOTHING_LEFT, NO_WINDOW, ENDED, NOT_BEGUN, DAY_OFF, TO_COME, MET, MISSED, ON_PACE or BEHIND
 */
export function pace(phase, { asOf, hoursLeft, plan }) {
  if (Number(phase.toProduce) === 0) {
    return 'NOTHING_LEFT';
  }
  if (phase.noDays) {
    return phase.noDays === 'NO_WINDOW' ? 'NO_WINDOW' : 'ENDED';
  }
  if (phase.startsOn > asOf) {
    return 'NOT_BEGUN';
  }
  if (Number(phase.achievedToday) >= Number(phase.dailyTarget)) {
    return 'MET';
  }
  if (!phase.hours.length) {
    return 'DAY_OFF';
  }
  const now = today(plan?.company);
  if (asOf !== now) {
    return asOf < now ? 'MISSED' : 'TO_COME';
  }
  return Number(phase.achievedToday) < Math.floor(expectedByNow(phase, hoursLeft)) ? 'BEHIND' : 'ON_PACE';
}

/** What calls for somebody. */
export const isBad = state => ['BEHIND', 'MISSED', 'ENDED'].includes(state);
