/**
 * The server's half of `test/emulate.ts`: commands that only Chromium can obey, over the DevTools protocol.
 *
 *   emulation-media  { forcedColors?, reducedMotion?, moreContrast?, colorScheme?, print? }   -> true where applied
 *   emulation-touch  { enabled }                                                              -> true where applied
 *   emulation-finger { type: start | move | end, x, y }                                       -> true where applied
 *   emulation-pen    { type: down | move | up, x, y }                                         -> true where applied
 *   emulation-focus-name {}                                  -> role and name of the focus in the accessibility tree
 *   emulation-reset  {}                                                                       -> true where applied
 *
 * Pages are used again for the next test file: what a file left emulated is undone when its session ends.
 */
const protocolSessions = new Map();

async function protocolSession(session) {
  if (session.browser.type !== 'puppeteer' || session.browser.name === 'Firefox') return undefined;
  let protocol = protocolSessions.get(session.id);
  if (!protocol) {
    protocol = await session.browser.getPage(session.id).createCDPSession();
    protocolSessions.set(session.id, protocol);
  }
  return protocol;
}

async function undo(protocol) {
  await protocol.send('Emulation.setEmulatedMedia', { media: '', features: [] });
  await protocol.send('Emulation.setTouchEmulationEnabled', { enabled: false });
}

function mediaFeatures({ forcedColors, reducedMotion, moreContrast, colorScheme }) {
  const features = [];
  if (forcedColors !== undefined)
    features.push({ name: 'forced-colors', value: forcedColors ? 'active' : 'none' });
  if (reducedMotion !== undefined)
    features.push({ name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' });
  if (moreContrast !== undefined)
    features.push({ name: 'prefers-contrast', value: moreContrast ? 'more' : 'no-preference' });
  if (colorScheme !== undefined) features.push({ name: 'prefers-color-scheme', value: colorScheme });
  return features;
}

export function emulationPlugin() {
  return {
    name: 'emulation',
    async executeCommand({ command, payload, session }) {
      if (!command.startsWith('emulation-')) return undefined;
      const protocol = await protocolSession(session);
      if (!protocol) return false;
      if (command === 'emulation-media') {
        await protocol.send('Emulation.setEmulatedMedia', {
          media: payload?.print ? 'print' : '',
          features: mediaFeatures(payload ?? {}),
        });
        return true;
      }
      if (command === 'emulation-touch') {
        await protocol.send('Emulation.setTouchEmulationEnabled', {
          enabled: payload?.enabled ?? true,
          maxTouchPoints: 5,
        });
        return true;
      }
      if (command === 'emulation-finger') {
        const types = { start: 'touchStart', move: 'touchMove', end: 'touchEnd' };
        const touchPoints = payload.type === 'end' ? [] : [{ x: payload.x, y: payload.y }];
        await protocol.send('Input.dispatchTouchEvent', { type: types[payload.type], touchPoints });
        return true;
      }
      if (command === 'emulation-pen') {
        const type = { down: 'mousePressed', move: 'mouseMoved', up: 'mouseReleased' }[payload.type];
        await protocol.send('Input.dispatchMouseEvent', {
          type,
          x: payload.x,
          y: payload.y,
          pointerType: 'pen',
          button: payload.type === 'move' ? 'none' : 'left',
          buttons: payload.type === 'up' ? 0 : 1,
          clickCount: payload.type === 'move' ? 0 : 1,
        });
        return true;
      }
      if (command === 'emulation-focus-name') {
        const expression = `(() => {
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return active;
        })()`;
        const { result } = await protocol.send('Runtime.evaluate', { expression });
        if (!result.objectId) return false;
        const { nodes } = await protocol.send('Accessibility.getPartialAXTree', {
          objectId: result.objectId,
          fetchRelatives: false,
        });
        const [{ role, name, properties = [] } = {}] = nodes;
        const states = properties
          .filter((one) => ['checked', 'invalid', 'required', 'expanded', 'busy'].includes(one.name))
          .filter((one) => String(one.value.value) !== 'false')
          .map((one) => `${one.name} ${one.value.value}`);
        return [`${role?.value}: ${name?.value}`, ...states].join(', ');
      }
      if (command === 'emulation-reset') {
        await undo(protocol);
        return true;
      }
      return undefined;
    },
  };
}

/** To be put among the reporters: they are the ones that are told of sessions. */
export function emulationCleanup() {
  return {
    start({ sessions }) {
      sessions.on('session-status-updated', (session) => {
        const protocol = protocolSessions.get(session.id);
        if (!protocol || session.status !== 'FINISHED') return;
        protocolSessions.delete(session.id);
        undo(protocol)
          .then(() => protocol.detach())
          .catch(() => {
            // The page is already gone, and its emulation with it.
          });
      });
    },
  };
}
