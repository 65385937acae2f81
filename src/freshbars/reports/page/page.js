"use strict";
(() => {
  const LC = window.LightweightCharts, DAY = 86400;
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const data = JSON.parse($("data").textContent);
  const isoDay = (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10);
  const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
  const whole = new Intl.NumberFormat("en-US");
  const price = (value) => (value === null || value === undefined ? "–" : number.format(value));
  // The same for numbers that stand under each other: all with the decimals of the one that has most.
  function aligned(values) {
    const decimals = Math.max(0, ...values.map((value) => price(value).split(".")[1]?.length || 0));
    const fixed = new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return (value) => (value === null || value === undefined ? "–" : fixed.format(value));
  }
  const make = (tag, text, name) => Object.assign(document.createElement(tag), { textContent: text, className: name || "" });
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // The assets, from columns to one object each.
  const assets = new Map(data.assets.id.map((id, i) => {
    const of = (column) => data.assets[column][i];
    const [status, sign, word] = data.statuses[of("status")];
    return [String(id), {
      id: String(id), symbol: of("symbol"), name: of("name"), status, sign, word, rank: of("status"), age: of("age"),
      hours: of("hours"), reason: data.assets.reasons[of("reason")], bars: of("bars"), skipped: Boolean(of("skipped")),
    }];
  }));

  // Tiles: in the order that is asked for, filtered by status and by text.
  const grid = $("tiles"), unfold = $("unfold");
  const folded = grid.classList.contains("folded"), many = grid.classList.contains("many");
  const tiles = [...assets.values()].map((asset) => {
    const tile = make("button", "", `tile s-${asset.status}`);
    Object.assign(tile.dataset, { asset: asset.id, status: asset.status });
    tile.setAttribute("aria-label", `${asset.symbol}, id ${asset.id}: ${asset.word}, ${asset.reason}`);
    const sign = make("i", asset.sign);
    sign.setAttribute("aria-hidden", "true");
    tile.append(sign, make("b", asset.symbol), ...(many ? [] : [make("span", asset.age)]));
    return Object.assign(tile, { about: asset, words: `${asset.symbol} ${asset.id} ${asset.name}`.toLowerCase() });
  });
  const text = new Intl.Collator("en", { numeric: true });
  const ORDERS = {
    status: (a, b) => a.rank - b.rank || a.id - b.id,
    symbol: (a, b) => text.compare(a.symbol, b.symbol) || a.id - b.id,
    name: (a, b) => text.compare(a.name || a.symbol, b.name || b.symbol) || a.id - b.id,
    age: (a, b) => (b.hours ?? Infinity) - (a.hours ?? Infinity) || a.id - b.id || 0,
  };
  function order() {
    const by = ORDERS[$("order").value];
    tiles.sort((a, b) => by(a.about, b.about));
    grid.append(...tiles);
  }
  order();
  $("order").onchange = order;
  let status = "", opened = false;
  function filter() {
    const words = $("filter").value.trim().toLowerCase();
    let shown = 0;
    for (const tile of tiles) {
      tile.hidden = Boolean((status && tile.dataset.status !== status) || !tile.words.includes(words));
      shown += !tile.hidden;
    }
    $("none").hidden = shown > 0;
    if (unfold) unfold.hidden = !folded || opened || shown <= 120;
    grid.classList.toggle("folded", folded && !opened && shown > 120);
  }
  if (unfold) unfold.onclick = () => { opened = true; filter(); };
  $("filter").oninput = filter;
  const statusChips = all("button[data-status].chip");
  for (const chip of statusChips) {
    chip.onclick = () => {
      status = status === chip.dataset.status ? "" : chip.dataset.status;
      statusChips.forEach((other) => other.setAttribute("aria-pressed", String(other.dataset.status === status)));
      filter();
    };
  }
  $("pick").append(...[...assets.values()].sort((a, b) => a.id - b.id).map((asset) => Object.assign(
    make("option", asset.symbol === asset.id ? asset.id : `${asset.symbol} · ${asset.id}${asset.name ? ` · ${asset.name}` : ""}`),
    { value: asset.id })));

  // What a tile is about, where the pointer or the focus is.
  const tip = $("tip");
  function explain(event) {
    const tile = event.target.closest?.(".tile");
    tip.hidden = !tile;
    if (!tile) return;
    const asset = tile.about;
    tip.textContent = `${[asset.symbol, asset.id, asset.name].filter(Boolean).join(" · ")} · ${asset.word}: ${asset.reason}`;
    const box = tile.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const above = box.top - own.height - 6;
    tip.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - own.width - 8))}px`;
    tip.style.top = `${above > 4 ? above : box.bottom + 6}px`;
  }
  grid.addEventListener("mouseover", explain);
  grid.addEventListener("focusin", explain);
  for (const leave of ["mouseleave", "focusout"]) grid.addEventListener(leave, () => { tip.hidden = true; });
  window.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  // The series of an asset, unpacked from what reports/page/charts.py packed.
  function unpack(packed, shown) {
    const raw = packed.x === null, power = Number(`1e${Math.abs(packed.x)}`);
    const scaled = (n) => (n === null ? null : packed.x < 0 ? n * power : n / power);
    let columns = packed.p, emas = packed.e;
    if (!raw) {
      let close = 0;
      columns = [[], [], [], []];
      packed.p[0].forEach((step, i) => {
        const open = close + step;
        close = open + packed.p[3][i];
        [open, open + packed.p[1][i], open + packed.p[2][i], close].forEach((n, k) => columns[k].push(n));
      });
      emas = packed.e.map((steps, k) => {
        const weight = 2 / (shown[k][1] + 1);
        let value = null;
        return steps.map((step, i) => {
          if (step === null) return null;
          value = step + (value === null ? 0 : Math.floor(value + weight * (columns[3][i] - value) + 0.5));
          return scaled(value);
        });
      });
      columns = columns.map((column) => column.map(scaled));
    }
    let day = 0;
    const days = packed.d.map((step) => (day += step));
    return {
      emas,
      bars: days.map((day, i) => ({
        time: day * DAY, open: columns[0][i], high: columns[1][i], low: columns[2][i], close: columns[3][i],
        pale: packed.u && i === days.length - 1,
      })),
    };
  }
  async function read(asset) {
    const element = $(`series-${asset}`);
    if (!element) return null;
    const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return (await new Response(stream).json()).map((packed, k) => packed && unpack(packed, data.charts[k].emas));
  }

  function look() {
    const line = colour("line");
    return {
      layout: { background: { type: "solid", color: "transparent" }, textColor: colour("quiet"), attributionLogo: false,
        fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line }, timeScale: { borderColor: line },
    };
  }
  const BEHAVIOUR = {
    autoSize: true, handleScroll: { mouseWheel: false, vertTouchDrag: false }, handleScale: { mouseWheel: false },
    crosshair: { mode: 0 }, localization: { locale: "en-GB", dateFormat: "yyyy-MM-dd" },
  };

  // The chart of the picked asset.
  const EMA_COLOURS = ["e0", "e1", "e2"];
  const view = { asset: null, series: null, chart: null, lines: [], chosen: new Map(), bars: 180, log: false, ticket: 0 };
  const choice = () => Number($("timeframe").value);
  const shape = () => data.charts[choice()];
  const families = () => [...new Set(shape().emas.map(([family]) => family))];
  const periods = () => [...new Set(shape().emas.map(([, period]) => period))];
  const emaName = ([family, period]) => `${family} ${period}`;
  const style = ([family, period]) => ({
    color: colour(EMA_COLOURS[periods().indexOf(period) % 3]), lineStyle: families().indexOf(family) % 2 ? 2 : 0,
  });
  function chosen() {
    const key = choice();
    if (!view.chosen.has(key)) view.chosen.set(key, new Set(shape().emas.map((_, i) => i).slice(0, 3)));
    return view.chosen.get(key);
  }

  function legend(index) {
    const now = view.series?.[choice()], bar = now?.bars[index];
    $("legend").replaceChildren();
    if (!bar) return;
    const add = (label, value, tint) => {
      const text = make("span", `${label} `);
      if (tint) text.style.color = tint;
      text.append(make("b", value));
      $("legend").append(text);
    };
    add(bar.pale ? "under way, " : "", isoDay(bar.time / DAY));
    for (const name of ["open", "high", "low", "close"]) add(name[0].toUpperCase(), price(bar[name]));
    for (const i of [...chosen()].sort((a, b) => a - b)) {
      add(emaName(shape().emas[i]), price(now.emas[i][index]), style(shape().emas[i]).color);
    }
  }

  function draw() {
    const now = view.series?.[choice()], bars = now?.bars || [];
    if (view.chart) view.chart.remove();
    view.chart = null;
    $("chart").hidden = $("legend").hidden = !bars.length;
    $("empty").hidden = bars.length > 0;
    const about = assets.get(view.asset);
    $("empty").textContent = view.series ? "It has no bar of this timeframe yet." : about.bars
      ? `This page has charts of ${whole.format(all("script[id^=series-]").length)} of ${whole.format(assets.size)} assets, and not of this one. `
        + `Its bars: freshbars read ${about.symbol}`
      : "No bar of this asset is stored.";
    why(bars, now, about);
    table(now);
    if (!bars.length) return;
    const up = colour("up"), down = colour("down"), pale = colour("pale"), card = colour("card");
    const low = Math.min(...bars.map((bar) => Math.abs(bar.close)).filter(Boolean));
    const chart = (view.chart = LC.createChart($("chart"), { ...BEHAVIOUR, ...look() }));
    chart.priceScale("right").applyOptions({ mode: view.log ? 1 : 0 });
    const candles = chart.addSeries(LC.CandlestickSeries, {
      upColor: card, borderUpColor: up, wickUpColor: up, downColor: down, borderDownColor: down, wickDownColor: down,
      priceFormat: { type: "custom", formatter: price, minMove: 10 ** (Math.floor(Math.log10(low || 1)) - 5) },
      priceLineVisible: false,
    });
    candles.setData(bars.map(({ pale: unfinished, ...bar }) =>
      unfinished ? { ...bar, color: card, borderColor: pale, wickColor: pale } : bar));
    view.lines = shape().emas.map((ema, i) => {
      const line = chart.addSeries(LC.LineSeries, {
        ...style(ema), lineWidth: 2, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false,
        visible: chosen().has(i),
      });
      line.setData(bars.map(({ time }, k) => (now.emas[i][k] === null ? { time } : { time, value: now.emas[i][k] })));
      return line;
    });
    const index = new Map(bars.map((bar, i) => [bar.time, i]));
    chart.subscribeCrosshairMove((at) => legend(index.get(at.time) ?? bars.length - 1));
    legend(bars.length - 1);
    range();
    const last = bars[bars.length - 1];
    $("chart").setAttribute("aria-label",
      `${shape().label} candles of ${assets.get(view.asset).symbol}: ${bars.length} bars, the last of ${isoDay(last.time / DAY)}, close ${price(last.close)}`);
  }

  // Why bars and EMAs end where they do.
  function why(bars, now, about) {
    const ends = (now?.emas || []).map((values) => values.findLastIndex((value) => value !== null)).filter((i) => i >= 0);
    const end = bars.length - 1, last = Math.max(...ends), day = (i) => isoDay(bars[i].time / DAY);
    let said = "";
    if (end >= 0 && ends.length && last < end && about.skipped) {
      said = `EMAs end on ${day(last)}, bars on ${day(end)}: an asset that is ${about.word} gets no new EMAs; ${about.reason}.`;
    } else if (end >= 0 && about.status !== "fresh") {
      said = `Bars and EMAs end on ${day(end)}: ${about.reason}.`;
    }
    $("why").textContent = said;
    $("why").hidden = !said;
  }

  function range() {
    const length = view.series[choice()].bars.length;
    const shown = view.bars ? Math.min(view.bars, length) : length;
    view.chart.timeScale().setVisibleLogicalRange({ from: length - shown - 0.5, to: length + Math.max(1, shown * 0.02) });
    all("#ranges [data-bars]").forEach((button) => button.setAttribute("aria-pressed", String(Number(button.dataset.bars) === view.bars)));
  }

  function table(now) {
    const bars = now?.bars || [], emas = [...chosen()].sort((a, b) => a - b);
    const row = (cells, tag) => { const tr = make("tr", ""); tr.append(...cells.map((cell) => make(tag, cell))); return tr; };
    const heads = ["Close of", "Open", "High", "Low", "Close", ...emas.map((k) => `EMA ${emaName(shape().emas[k])}`)];
    $("bars").tHead.replaceChildren(row(heads, "th"));
    const latest = bars.map((_, i) => i).slice(-6).reverse();
    const values = latest.map((i) => [
      ...["open", "high", "low", "close"].map((name) => bars[i][name]), ...emas.map((k) => now.emas[k][i]),
    ]);
    const text = aligned(values.flat());
    $("bars").tBodies[0].replaceChildren(...latest.map((i, k) =>
      row([isoDay(bars[i].time / DAY) + (bars[i].pale ? " *" : ""), ...values[k].map(text)], "td")));
    $("bars").closest("details").hidden = !bars.length;
  }

  function emaButtons() {
    $("emas").replaceChildren(...shape().emas.map((ema, i) => {
      const button = make("button", `EMA ${emaName(ema)}`, style(ema).lineStyle ? "dashed" : "");
      button.style.setProperty("--c", style(ema).color);
      button.setAttribute("aria-pressed", String(chosen().has(i)));
      button.onclick = () => {
        if (!chosen().delete(i)) chosen().add(i);
        button.setAttribute("aria-pressed", String(chosen().has(i)));
        view.lines[i]?.applyOptions({ visible: chosen().has(i) });
        legend(view.series?.[choice()]?.bars.length - 1);
        table(view.series?.[choice()]);
      };
      return button;
    }));
  }

  async function pick(asset, scroll) {
    const ticket = ++view.ticket, about = assets.get(String(asset));
    $("pick").value = asset;
    tiles.forEach((tile) => tile.classList.toggle("picked", tile.dataset.asset === String(asset)));
    const chip = make("span", "", `chip s-${about.status}`);
    chip.append(make("i", about.sign), about.word);
    $("facts").replaceChildren(chip, make("span", about.reason), make("span", `${whole.format(about.bars)} daily bars stored`, "quiet"));
    if (scroll) $("asset").scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    const series = await read(asset);
    if (ticket !== view.ticket) return;
    Object.assign(view, { asset: String(asset), series });
    emaButtons();
    draw();
    try { history.replaceState(null, "", `#${asset}`); } catch { /* a page without an address of its own */ }
  }
  const repaint = () => { emaButtons(); draw(); };
  $("pick").onchange = () => pick($("pick").value);
  $("timeframe").onchange = repaint;
  $("log").onclick = () => { view.log = !view.log; $("log").setAttribute("aria-pressed", String(view.log)); draw(); };
  all("#ranges [data-bars]").forEach((button) => { button.onclick = () => { view.bars = Number(button.dataset.bars); if (view.chart) range(); }; });
  document.addEventListener("click", (event) => {
    const source = event.target.closest("button[data-asset]");
    if (source) pick(source.dataset.asset, true);
  });

  // Restatements by the day on which they were loaded; days without any are drawn as such.
  let waves = null;
  function drawWaves() {
    if (!data.restated.length) return;
    if (waves) waves.remove();
    const counts = new Map(data.restated.map(([day, rows, assets]) => [day, { rows, assets }]));
    const end = data.restated[data.restated.length - 1][0] + 2;
    const start = Math.min(Math.max(data.restated[0][0] - 2, end - 365), end - 45);
    waves = LC.createChart($("waves"), { ...BEHAVIOUR, ...look() });
    const bars = waves.addSeries(LC.HistogramSeries, {
      color: colour("accent"), priceLineVisible: false, lastValueVisible: false,
      priceFormat: { type: "custom", formatter: (value) => whole.format(Math.round(value)), minMove: 1 },
    });
    bars.setData(Array.from({ length: end - start + 1 }, (_, i) => {
      const found = counts.get(start + i);
      return found ? { time: (start + i) * DAY, value: found.rows } : { time: (start + i) * DAY };
    }));
    const show = (day) => {
      const found = counts.get(day);
      $("waves-legend").replaceChildren(make("b", isoDay(day)), found ? `${whole.format(found.rows)} restated, of ${whole.format(found.assets)} assets` : "none");
    };
    waves.subscribeCrosshairMove((at) => show(at.time === undefined ? end - 2 : at.time / DAY));
    show(end - 2);
    waves.timeScale().fitContent();
  }

  dark.addEventListener("change", () => { repaint(); drawWaves(); });
  drawWaves();
  const asked = location.hash.slice(1);
  const first = assets.has(asked) ? asked : all("#pick option").map((option) => option.value).find((id) => $(`series-${id}`)) || $("pick").value;
  if (first) pick(first);
})();
