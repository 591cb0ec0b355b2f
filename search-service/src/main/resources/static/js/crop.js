import { el, icon } from "./dom.js";
import { t } from "./i18n.js";

const STEP = 0.02;
const SMALLEST = 0.05;
const PATIENCE = 400; // milliseconds after the last key, so that holding one is one search
const START = [0.2, 0.2, 0.6, 0.6];
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** Which edges follow the hand: left, top, right, bottom. */
const GRIPS = {
  move: [1, 1, 1, 1], nw: [1, 1, 0, 0], ne: [0, 1, 1, 0], sw: [1, 0, 0, 1], se: [0, 0, 1, 1],
};

/**
 * A picture with a box on it, drawn by mouse, finger or arrow keys.
 *
 * @param changed is told the new box [x, y, width, height] in fractions, or null for the whole
 */
export function cropBox(picture, changed) {
  let box = null;
  let timer;
  const frame = el("div", { className: "crop-frame", hidden: true, role: "group", "aria-label": t("crop.label") });
  const shade = el("div", { className: "crop-shade" });
  const stage = el("div", { className: "crop-stage" }, picture, el("div", { className: "crop-clip" }, shade), frame);
  const toggle = el("button", { type: "button", onclick: () => changed(box === null ? START : null) });
  for (const [name, edges] of Object.entries(GRIPS)) {
    frame.append(grip(name, edges));
  }

  function grip(name, edges) {
    const button = el("button", { type: "button", className: `grip ${name}`, "aria-label": t(`crop.${name}`) });
    button.addEventListener("keydown", (event) => {
      const by = ARROWS[event.key];
      if (by) {
        event.preventDefault();
        place(moved(box, edges, by));
        clearTimeout(timer);
        timer = setTimeout(() => changed(box), PATIENCE);
      }
    });
    button.addEventListener("pointerdown", (down) => {
      const from = box;
      button.setPointerCapture(down.pointerId);
      button.onpointermove = (event) => {
        const { width, height } = stage.getBoundingClientRect();
        place(moved(from, edges, [(event.clientX - down.clientX) / width, (event.clientY - down.clientY) / height]));
      };
      button.onlostpointercapture = () => {
        button.onpointermove = null;
        button.onlostpointercapture = null;
        if (box.some((part, at) => part !== from[at])) {
          changed(box);
        }
      };
    });
    return button;
  }

  function place(wanted) {
    box = wanted;
    const [x, y, width, height] = box.map((part) => `${100 * part}%`);
    for (const part of [frame, shade]) {
      Object.assign(part.style, { left: x, top: y, width, height });
    }
  }

  return {
    element: el("div", { className: "crop" }, stage, toggle),
    show(wanted) {
      frame.hidden = wanted === null;
      shade.hidden = frame.hidden;
      stage.classList.toggle("cropping", wanted !== null);
      toggle.replaceChildren(icon(wanted === null ? "crop" : "close"), t(wanted === null ? "crop.start" : "crop.whole"));
      if (wanted === null) {
        box = null;
      } else {
        place(wanted);
      }
    },
  };
}

/** The box after its edges have followed by this much, never outside, never too small. */
function moved([x, y, width, height], [left, top, right, bottom], [dx, dy]) {
  const [newX, newWidth] = along(x, width, left, right, dx);
  const [newY, newHeight] = along(y, height, top, bottom, dy);
  return [newX, newY, newWidth, newHeight];
}

function along(start, size, first, second, by) {
  const end = start + size;
  if (first && second) {
    const to = Math.max(0, Math.min(1 - size, start + by));
    return [round(to), size];
  }
  const from = first ? Math.max(0, Math.min(end - SMALLEST, start + by)) : start;
  const until = second ? Math.min(1, Math.max(start + SMALLEST, end + by)) : end;
  return [round(from), round(until - round(from))];
}

/** To what the address keeps. */
const round = (part) => Math.round(part * 1e4) / 1e4;
