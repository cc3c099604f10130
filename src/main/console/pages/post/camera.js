/** Reads codes by the device's camera, where browser and device can. */
import { html, render } from 'lit';

const FORMATS = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix'];
/** In ms: between two looks at the picture. */
const LOOK = 200;

/** @returns the codes that this browser reads; none where it has no camera or no eye for them */
export async function readable() {
  const known = navigator.mediaDevices?.getUserMedia ? await globalThis.BarcodeDetector?.getSupportedFormats() : [];
  return FORMATS.filter(format => known?.includes(format));
}

async function read(video, isOver) {
  const detector = new BarcodeDetector({ formats: await readable() });
  while (!isOver()) {
    const [code] = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detector.detect(video) : [];
    if (code) {
      return code.rawValue;
    }
    await new Promise(resolve => setTimeout(resolve, LOOK));
  }
  return null;
}

/**
 * Shows the camera's picture until a code is in it or the person closes it.
 *
 * @returns what the code says, or null where it was closed
 * @throws DOMException when the person or the device gives no camera
 */
export async function scan(title, close) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const dialog = document.createElement('dialog');
  dialog.className = 'camera';
  dialog.setAttribute('aria-label', title);
  render(html`<form method="dialog"><p>${title}</p><video muted playsinline .srcObject=${stream}></video>
    <p class="actions"><button>${close}</button></p></form>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
  const video = dialog.querySelector('video');
  try {
    await video.play();
    return await read(video, () => !dialog.open);
  } finally {
    stream.getTracks().forEach(track => track.stop());
    dialog.remove();
  }
}
