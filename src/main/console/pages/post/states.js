/** How far something queued is, in the words of the person who queued it. */

/** What a person should see first of several deliveries. */
const WORST_FIRST = ['REJECTED', 'HELD', 'PENDING_IN_ERP', 'RETRYING', 'UNCERTAIN', 'PENDING', 'SENDING', 'CANCELLED', 'CLOSED_BY_HAND', 'DELIVERED'];
const ON_ITS_WAY = ['RETRYING', 'UNCERTAIN', 'PENDING', 'SENDING'];

const worst = deliveries => [...deliveries].sort((one, other) => WORST_FIRST.indexOf(one.state) - WORST_FIRST.indexOf(other.state))[0];

export const isReversal = ({ operation }) => 'reversePosting' in operation;

/** What travels to the ERP for this: the posting, or its reversal where the ERP had the posting. */
function delivery(entry) {
  const kind = isReversal(entry) ? 'REVERSAL' : 'POSTING';
  return worst(entry.posting.deliveries.filter(one => one.kind === kind));
}

function inErp(entry) {
  const { state, reversalRequestedAt } = entry.posting;
  if (state === 'REVERSED') {
    return 'reversed';
  }
  if (reversalRequestedAt && !isReversal(entry)) {
    return 'reversing';
  }
  const now = delivery(entry)?.state;
  return ON_ITS_WAY.includes(now) ? 'onItsWay' : now ?? 'accepted';
}

/** @param halt why the queue stands still, or null; @returns the key of its text */
export function progress(entry, halt) {
  switch (entry.state) {
    case 'REFUSED': return 'refused';
    case 'DONE': return inErp(entry);
    default: return halt === null ? 'sending' : halt === 'UNAUTHENTICATED' ? 'waitsForLogin' : 'waitsForNetwork';
  }
}

/** @returns good, waiting or bad: what its colour says besides its words */
export function tone(state) {
  if (['refused', 'REJECTED'].includes(state)) {
    return 'bad';
  }
  return ['DELIVERED', 'CLOSED_BY_HAND', 'accepted', 'reversed'].includes(state) ? 'good' : 'waiting';
}

/** Why a person has to do something in the ERP, in the words of the hub; null where nobody has. */
export const reasonInErp = entry => entry.state === 'DONE' && ['REJECTED', 'HELD', 'PENDING_IN_ERP'].includes(inErp(entry))
  ? delivery(entry).reasonText : null;

/** The hub has it, and it is neither taken back nor about to be. */
export const canBeTakenBack = entry => !isReversal(entry)
  && (entry.state === 'WAITING' || entry.state === 'DONE' && !['reversed', 'reversing', 'CANCELLED'].includes(inErp(entry)));
