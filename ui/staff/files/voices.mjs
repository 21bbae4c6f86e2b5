// Records a voice: mono, sixteen bits, 16 kHz, ten seconds at most, put into
// the form's own file field as a WAV file. A chosen file that is no WAV is made
// one here, if this browser can read it; else the box says what is wrong.

const RATE = 16000;
const SECONDS = 10;
const QUIET = 0.01; // a hundredth of the most is silence, as the box has it
const LOUD = 0.7;
const EDGE = RATE / 10; // what stays of the silence around it

const box = document.getElementById("recorder");
const field = document.querySelector("input[type=file][name=sound]");
const button = box.querySelector("button");
const status = box.querySelector("[role=status]");
const player = box.querySelector("audio");

// Whatever this browser recorded or reads, as samples of one channel.
async function samplesOf(bytes) {
  const context = new OfflineAudioContext(1, 1, RATE);
  const sound = await context.decodeAudioData(bytes);
  const one = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
  const source = one.createBufferSource();
  source.buffer = sound;
  source.connect(one.destination);
  source.start();
  return (await one.startRendering()).getChannelData(0);
}

// Without the silence before and after, as loud as the others; null: silence.
function trimmed(samples) {
  const first = samples.findIndex((value) => Math.abs(value) > QUIET);
  if (first < 0) return null;
  const last = samples.findLastIndex((value) => Math.abs(value) > QUIET);
  const part = samples.slice(Math.max(0, first - EDGE), last + EDGE);
  const most = part.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return part.map((value) => (value * LOUD) / most);
}

function wavOf(samples) {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, letters) => [...letters].forEach((one, i) => view.setUint8(at + i, one.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((value, i) => view.setInt16(44 + i * 2, Math.round(value * 32767), true));
  return new File([view.buffer], "inspelning.wav", { type: "audio/wav" });
}

function put(samples) {
  const part = trimmed(samples);
  if (part === null) {
    status.textContent = box.dataset.quiet;
    return;
  }
  const file = wavOf(part);
  const files = new DataTransfer();
  files.items.add(file);
  field.files = files.files;
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(file);
  player.hidden = false;
  status.textContent = box.dataset.done;
}

let recorder = null;

async function begin() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch {
    status.textContent = box.dataset.no;
    return;
  }
  const parts = [];
  recorder = new MediaRecorder(stream);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", async () => {
    stream.getTracks().forEach((track) => track.stop());
    button.textContent = box.dataset.again;
    recorder = null;
    try {
      put(await samplesOf(await new Blob(parts).arrayBuffer()));
    } catch {
      status.textContent = box.dataset.no;
    }
  });
  recorder.start();
  button.textContent = box.dataset.stop;
  status.textContent = box.dataset.listens;
  const mine = recorder;
  setTimeout(() => mine.state === "recording" && mine.stop(), SECONDS * 1000);
}

if (navigator.mediaDevices && window.MediaRecorder && window.OfflineAudioContext) {
  button.textContent = box.dataset.start;
  box.hidden = false;
  button.addEventListener("click", () => (recorder ? recorder.stop() : begin()));
  field.addEventListener("change", async () => {
    const file = field.files[0];
    if (!file || /\.wav$/i.test(file.name)) return;
    try {
      put(await samplesOf(await file.arrayBuffer()));
    } catch {
      // Nothing this browser reads: the box looks at it, and says so.
    }
  });
}
