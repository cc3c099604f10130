/** The console's pages, in the order of the navigation; the first one is its front page. */
import board from './pages/board/board.js';
import explore from './pages/explore/explore.js';
import orders from './pages/orders/orders.js';

export const pages = [
  orders,
  board,
  explore,
];
