/** The console's pages, in the order of the navigation; the first one is its front page. */
import orders from './pages/orders/orders.js';

export const pages = [
  orders,
];
