// Draws the charts of a report with ECharts. Everything shown is data of the page: text goes into
// the document as text nodes only, never as markup.
(function () {
  'use strict';

  var WORDS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  var DASHES = [[7, 4], [2, 3], [10, 3, 2, 3]];
  var SYMBOLS = ['circle', 'diamond', 'triangle', 'rect'];
  var STRIP = 78;

  // ---- colours and numbers

  function look() {
    var style = getComputedStyle(document.documentElement);
    function read(name) { return style.getPropertyValue(name).trim(); }
    var series = [];
    for (var i = 1; i <= 8; i++) series.push(read('--series-' + i));
    return {
      ink: read('--ink'), soft: read('--soft'), line: read('--line'), grid: read('--grid'),
      surface: read('--surface'), series: function (i) { return series[i % series.length]; }
    };
  }

  function number(v) {
    if (v === null || v === undefined || !isFinite(v)) return '–';
    var size = Math.abs(v);
    if (size !== 0 && (size < 1e-4 || size >= 1e12)) return v.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e');
    if (size >= 1000) return v.toLocaleString('en-US', {maximumFractionDigits: size < 10000 ? 1 : 0});
    return String(+v.toPrecision(4));
  }

  function tick(v) {
    var size = Math.abs(v);
    if (size >= 1e9 && size < 1e12) return number(v / 1e9) + 'B';
    if (size >= 1e6 && size < 1e9) return number(v / 1e6) + 'M';
    return number(+v.toPrecision(10));
  }

  function instant(v) {
    return new Date(v).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  }

  function step(span, parts) {
    var rough = span / Math.max(parts, 1);
    var power = Math.pow(10, Math.floor(Math.log10(rough)));
    var unit = rough / power;
    return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 2.5 ? 2.5 : unit <= 5 ? 5 : 10) * power;
  }

  /** Ends and interval of an axis: as the report says, otherwise round numbers around the values. */
  function range(axis, values, parts, tight) {
    var low = Infinity, high = -Infinity;
    values.forEach(function (v) {
      if (v !== null && isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
    });
    if (low > high) { low = 0; high = 1; }
    if (axis.low !== null) low = axis.low;
    if (axis.high !== null) high = axis.high;
    if (low === high) {
      var pad = Math.abs(low) * 0.1 || 1;
      low -= pad; high += pad;
    }
    var by = step(high - low, parts);
    var round = function (v) { return +v.toPrecision(12); };
    return {
      min: axis.low !== null || tight ? low : round(Math.floor(low / by + 1e-9) * by),
      max: axis.high !== null || tight ? high : round(Math.ceil(high / by - 1e-9) * by),
      interval: by
    };
  }

  /** The multiples of a step from low to high. */
  function rounds(low, high, by) {
    var out = [];
    for (var k = Math.ceil(low / by - 1e-9); k * by <= high + by * 1e-9; k++) out.push(+(k * by).toPrecision(12));
    return out;
  }

  // ---- axes

  function axisOf(ctx, axis, more) {
    var base = {
      name: axis.title, nameLocation: 'middle', nameGap: 30,
      nameTextStyle: {color: ctx.look.soft, fontSize: 12, fontFamily: WORDS, width: ctx.wide ? 420 : 240, overflow: 'truncate'},
      axisLine: {show: true, lineStyle: {color: ctx.look.line}}, axisTick: {show: false},
      axisLabel: {color: ctx.look.soft, fontSize: 11.5, fontFamily: WORDS, hideOverlap: true},
      splitLine: {lineStyle: {color: ctx.look.grid}}
    };
    return Object.assign(base, more);
  }

  function valueAxis(ctx, axis, values, parts, more, tight) {
    var out;
    if (axis.scale === 'TIME') {
      out = axisOf(ctx, axis, {type: 'time', splitNumber: ctx.wide ? 5 : 3, splitLine: {show: false}});
      out.axisLabel.formatter = {year: '{d} {MMM} {yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}'};
      out.axisLabel.alignMinLabel = 'left';
      if (axis.low !== null) out.min = axis.low;
      if (axis.high !== null) out.max = axis.high;
    } else {
      var ends = range(axis, values, parts, tight);
      out = axisOf(ctx, axis, {type: 'value', min: ends.min, max: ends.max, interval: ends.interval});
      out.axisLabel.formatter = tick;
    }
    return Object.assign(out, more);
  }

  function categoryAxis(ctx, axis, names, lying) {
    var out = axisOf(ctx, axis, {type: 'category', data: names, inverse: lying});
    out.splitLine = {show: false};
    out.axisLabel.interval = lying || names.length <= 12 ? 0 : 'auto';
    out.axisLabel.color = ctx.look.ink;
    out.axisLabel.width = lying ? (ctx.wide ? 190 : 96) : Math.max(30, (ctx.width - 90) / names.length - 6);
    out.axisLabel.overflow = 'truncate';
    return out;
  }

  // ---- what all charts share

  function all(chart, pick) {
    var values = [];
    chart.series.forEach(function (s) { s.points.forEach(function (p) { values = pick(values, p) || values; }); });
    return values;
  }

  function places(chart) {
    return all(chart, function (out, p) { out.push(p[0]); }).concat(linesOn(chart, 'X'));
  }

  function heights(chart) {
    return all(chart, function (out, p) { out.push(p[1]); if (p.length > 2) out.push(p[2], p[3]); }).concat(linesOn(chart, 'Y'));
  }

  function linesOn(chart, axis) {
    return chart.lines.filter(function (l) { return l.on === axis; }).map(function (l) { return l.at; });
  }

  /** Threshold lines hang on an empty series of their own, so that no legend click hides them. */
  function references(ctx, chart, swapped) {
    if (!chart.lines.length) return [];
    return [{
      type: 'line', name: 'lines', data: [], silent: true, tooltip: {show: false},
      markLine: {
        z: chart.kind === 'BAR' ? 1 : 5, symbol: 'none', silent: true, animation: false, label: {show: false},
        data: chart.lines.map(function (l, i) {
          var at = (l.on === 'X') !== swapped ? {xAxis: l.at} : {yAxis: l.at};
          at.lineStyle = {color: ctx.look.ink, width: 1.4, type: DASHES[i % DASHES.length], opacity: 0.75};
          return at;
        })
      }
    }];
  }

  function diagonal(ctx, chart, x, y) {
    if (!chart.diagonal) return [];
    var low = Math.max(x.min, y.min), high = Math.min(x.max, y.max);
    if (!(low < high)) return [];
    return [{
      type: 'line', name: 'diagonal', data: [[low, low], [high, high]], silent: true, showSymbol: false,
      tooltip: {show: false}, lineStyle: {color: chart.kind === 'SCATTER' ? ctx.look.ink : ctx.look.soft, width: 1.3, type: [4, 4]}, z: chart.kind === 'SCATTER' ? 4 : 1
    }];
  }

  function grid(more) {
    return Object.assign({left: 6, right: 18, top: 12, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'all'}, more);
  }

  // ---- curves and points

  function band(ctx, chart, s, i) {
    var points = s.points.filter(function (p) { return p.length > 2; });
    if (!points.length) return [];
    return [{
      type: 'custom', name: String(i), silent: true, clip: true, z: 1, tooltip: {show: false},
      encode: {x: 0, y: [2, 3]}, data: [points[0]],
      renderItem: function (params, api) {
        var upper = [], lower = [];
        points.forEach(function (p, k) {
          if (chart.kind === 'STEP' && k > 0) {
            upper.push(api.coord([p[0], points[k - 1][3]]));
            lower.push(api.coord([p[0], points[k - 1][2]]));
          }
          upper.push(api.coord([p[0], p[3]]));
          lower.push(api.coord([p[0], p[2]]));
        });
        return {type: 'polygon', shape: {points: upper.concat(lower.reverse())}, style: {fill: ctx.look.series(i), opacity: 0.16}};
      }
    }];
  }

  function bars(ctx, s, i) {
    return [{
      type: 'custom', name: String(i), silent: true, clip: true, z: 1, tooltip: {show: false},
      encode: {x: 0, y: [2, 3]}, data: s.points.filter(function (p) { return p.length > 2; }),
      renderItem: function (params, api) {
        var low = api.coord([api.value(0), api.value(2)]), high = api.coord([api.value(0), api.value(3)]);
        return {type: 'line', shape: {x1: low[0], y1: low[1], x2: high[0], y2: high[1]}, style: {stroke: ctx.look.series(i), lineWidth: 1.3, opacity: 0.6}};
      }
    }];
  }

  function curve(ctx, chart, s, i) {
    var colour = ctx.look.series(i), many = s.points.length;
    var data = s.points.map(function (p) { return [p[0], p[1]]; });
    if (chart.kind === 'SCATTER') {
      return [{
        type: 'scatter', name: String(i), data: data, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: many > 1000 ? 4 : many > 200 ? 5.5 : 8,
        itemStyle: {color: colour, opacity: many > 1000 ? 0.3 : many > 200 ? 0.5 : 0.8}, clip: true
      }].concat(bars(ctx, s, i));
    }
    return band(ctx, chart, s, i).concat([{
      type: 'line', name: String(i), data: data, step: chart.kind === 'STEP' ? 'end' : false, connectNulls: false, clip: true,
      symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: many > 40 ? 5 : 7, showSymbol: many <= 40, triggerLineEvent: true,
      lineStyle: {color: colour, width: 2.2}, itemStyle: {color: colour}, emphasis: {disabled: true}, z: 3
    }]);
  }

  function strip(ctx, chart, x) {
    var bins = chart.distribution;
    var most = Math.max.apply(null, bins.counts.concat([1]));
    var unit = step(most, 5), top = Math.ceil(most / unit) * unit;
    var lower = axisOf(ctx, {title: bins.name}, {type: 'value', gridIndex: 1, min: 0, max: top, interval: top, nameGap: 44});
    lower.axisLabel.formatter = tick;
    return {
      x: Object.assign({}, x, {gridIndex: 1, name: chart.x.title, nameGap: 28}),
      y: lower,
      series: rectangles(ctx, 'strip', bins.edges, bins.counts, ctx.look.soft, 0.55, {xAxisIndex: 1, yAxisIndex: 1})
    };
  }

  /** Keeps the name of an upright axis within the height it has. */
  function named(axis, room) {
    axis.nameTextStyle = Object.assign({}, axis.nameTextStyle, {width: room});
    return axis;
  }

  function curves(ctx, chart) {
    var parts = ctx.wide ? 6 : 4;
    var xs = places(chart);
    if (chart.distribution) xs = xs.concat(chart.distribution.edges);
    var x = valueAxis(ctx, chart.x, xs, parts, {splitLine: {show: false}});
    var y = valueAxis(ctx, chart.y, heights(chart), 5, {nameGap: chart.distribution ? 44 : 40});
    var option = {grid: grid({}), xAxis: x, yAxis: y, series: []};
    chart.series.forEach(function (s, i) { option.series = option.series.concat(curve(ctx, chart, s, i)); });
    option.series = diagonal(ctx, chart, x, y).concat(option.series, references(ctx, chart, false));
    if (chart.distribution) {
      var below = strip(ctx, chart, x);
      x.name = '';
      x.axisLabel = {show: false};
      option.grid = [{top: 12, bottom: STRIP + 62}, {height: STRIP - 12, bottom: 50}].map(function (place) {
        // Both start at one left edge, whatever the widths of their labels.
        return Object.assign({left: 68, right: 18, outerBoundsMode: 'none'}, place);
      });
      option.xAxis = [x, below.x];
      option.yAxis = [named(y, 210), named(below.y, STRIP - 8)];
      option.series.push(below.series);
    }
    option.tooltip = {trigger: chart.kind === 'SCATTER' ? 'item' : 'axis', axisPointer: {type: 'line'}};
    option.facts = function (p) { return [chart.x.scale === 'TIME' ? instant(p.value[0]) : number(p.value[0]), number(p.value[1]) + interval(point(chart, p))]; };
    return option;
  }

  function point(chart, p) {
    var s = chart.series[+p.seriesName];
    return s ? s.points[p.dataIndex] : null;
  }

  function interval(p) {
    return p && p.length > 2 ? '  (' + number(p[2]) + ' to ' + number(p[3]) + ')' : '';
  }

  // ---- histograms

  function rectangles(ctx, name, edges, values, colour, opacity, more) {
    return Object.assign({
      type: 'custom', name: name, clip: true, encode: {x: [0, 1], y: 2},
      data: values.map(function (v, i) { return [edges[i], edges[i + 1], v]; }).filter(function (d) { return d[2] !== null; }),
      itemStyle: {color: colour},
      renderItem: function (params, api) {
        var a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), 0]);
        return {
          type: 'rect',
          shape: {x: a[0] + 0.5, y: Math.min(a[1], b[1]), width: Math.max(b[0] - a[0] - 1, 1), height: Math.abs(b[1] - a[1])},
          style: {fill: colour, fillOpacity: opacity, stroke: colour, lineWidth: 1}
        };
      }
    }, more);
  }

  function histogram(ctx, chart) {
    var x = valueAxis(ctx, chart.x, chart.edges.concat(linesOn(chart, 'X')), ctx.wide ? 7 : 4, {splitLine: {show: false}});
    var y = valueAxis(ctx, chart.y, heights(chart).concat([0]), 5, {nameGap: 40});
    // The first border of a bin may be no round number: label round ones, not those counted from it.
    if (x.type === 'value') x.axisLabel.customValues = rounds(x.min, x.max, x.interval);
    return {
      grid: grid({}), xAxis: x, yAxis: y,
      series: chart.series.map(function (s, i) {
        var values = s.points.map(function (p) { return p[1]; });
        return rectangles(ctx, String(i), chart.edges, values, ctx.look.series(i), chart.series.length > 1 ? 0.38 : 0.75, {});
      }).concat(references(ctx, chart, false)),
      tooltip: {trigger: 'item'},
      facts: function (p) { return [number(p.value[0]) + ' to ' + number(p.value[1]), number(p.value[2])]; }
    };
  }

  // ---- categories

  function lying(ctx, chart) {
    if (chart.kind === 'INTERVAL') return true;
    var longest = Math.max.apply(null, chart.categories.map(function (c) { return c.length; }));
    return chart.categories.length > (ctx.wide ? 10 : 5) || longest * 7 > (ctx.width - 90) / chart.categories.length;
  }

  function bar(ctx, chart) {
    var flat = lying(ctx, chart);
    var values = valueAxis(ctx, chart.y, heights(chart).concat([0]), flat && !ctx.wide ? 4 : 5, {nameGap: flat ? 30 : 40});
    var names = categoryAxis(ctx, flat ? {title: ''} : chart.x, chart.categories, flat);
    var labelled = chart.series.length === 1 && chart.categories.length <= 40;
    return {
      grid: grid({right: flat && labelled ? 44 : 18, top: labelled ? 20 : 12}), xAxis: flat ? values : names, yAxis: flat ? names : values,
      series: chart.series.map(function (s, i) {
        return {
          type: 'bar', name: String(i), barMaxWidth: 26, barGap: '8%', barCategoryGap: '28%',
          data: s.points.map(function (p) { return p[1] === null ? '-' : p[1]; }),
          itemStyle: {color: ctx.look.series(i), borderRadius: 2}, emphasis: {disabled: true},
          label: {show: labelled, position: flat ? 'right' : 'top', color: ctx.look.soft, fontSize: 11.5, fontFamily: WORDS, textBorderColor: ctx.look.surface, textBorderWidth: 3,
            formatter: function (p) { return number(p.value); }}
        };
      }).concat(references(ctx, chart, flat)),
      tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}},
      facts: function (p) { return [chart.categories[p.dataIndex], number(p.value) + interval(point(chart, p))]; }
    };
  }

  function intervals(ctx, chart) {
    var many = chart.series.length;
    var shown = heights(chart).filter(function (v) { return v !== null; });
    var least = Math.min.apply(null, shown), most = Math.max.apply(null, shown), air = (most - least) * 0.04;
    var values = valueAxis(ctx, chart.y, [least - air, most + air], ctx.wide ? 6 : 4, {nameGap: 30});
    return {
      grid: grid({}), xAxis: values, yAxis: categoryAxis(ctx, {title: ''}, chart.categories, true),
      series: chart.series.map(function (s, i) {
        var colour = ctx.look.series(i);
        return {
          type: 'custom', name: String(i), clip: false, encode: {x: [0, 2, 3], y: 1}, itemStyle: {color: colour},
          data: s.points.filter(function (p) { return p[1] !== null; }).map(function (p) {
            return p.length > 2 ? [p[1], p[0], p[2], p[3]] : [p[1], p[0], p[1], p[1]];
          }),
          renderItem: function (params, api) {
            var space = Math.min(api.size([0, 1])[1] * 0.75 / many, 20);
            var shift = (i - (many - 1) / 2) * space;
            function at(v) { var c = api.coord([v, api.value(1)]); return [c[0], c[1] + shift]; }
            var mid = at(api.value(0)), low = at(api.value(2)), high = at(api.value(3));
            var pen = {stroke: colour, lineWidth: 2, fill: null};
            function stroke(x1, y1, x2, y2) { return {type: 'line', shape: {x1: x1, y1: y1, x2: x2, y2: y2}, style: pen}; }
            return {type: 'group', children: [
              stroke(low[0], low[1], high[0], high[1]),
              stroke(low[0], low[1] - 5, low[0], low[1] + 5), stroke(high[0], high[1] - 5, high[0], high[1] + 5),
              {type: 'circle', shape: {cx: mid[0], cy: mid[1], r: 4}, style: {fill: colour, stroke: ctx.look.surface, lineWidth: 1}}
            ]};
          }
        };
      }).concat(references(ctx, chart, true)),
      tooltip: {trigger: 'item'},
      facts: function (p) { return [chart.categories[p.value[1]], number(p.value[0]) + (p.value[2] < p.value[3] ? '  (' + number(p.value[2]) + ' to ' + number(p.value[3]) + ')' : '')]; }
    };
  }

  // ---- heat maps

  function rgb(colour) {
    return [1, 3, 5].map(function (i) { return parseInt(colour.slice(i, i + 2), 16); });
  }

  /** The colour of a value: from the surface to one colour, or to two that part at 0. */
  function shade(ctx, ends, v) {
    var parts = ends.low < 0 && ends.high > 0;
    var most = parts ? Math.max(-ends.low, ends.high) : ends.high - ends.low;
    var share = Math.min(Math.abs(parts ? v : v - ends.low) / most, 1);
    var far = rgb(ctx.look.series(parts && v < 0 ? 1 : 0)), near = rgb(ctx.look.surface);
    return near.map(function (c, i) { return Math.round(c + (far[i] - c) * (0.05 + 0.95 * share)); });
  }

  function css(colour) { return 'rgb(' + colour.join(',') + ')'; }

  /** Black or white, whichever is easier to read on the colour. */
  function readable(colour) {
    var light = [0.2126, 0.7152, 0.0722].reduce(function (sum, weight, i) {
      var c = colour[i] / 255;
      return sum + weight * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }, 0);
    return light > 0.18 ? '#10151c' : '#ffffff';
  }

  /** Ends of the scale of colours: as the report says, otherwise those of the values. */
  function scale(chart) {
    var ends = range(chart.y, heights(chart), 5, true);
    return {low: ends.min, high: ends.max};
  }

  /** A number as short as a cell needs it. */
  function brief(v) {
    var size = Math.abs(v);
    return size !== 0 && size < 0.005 ? '0' : size >= 100 ? tick(Math.round(v)) : String(+v.toFixed(size >= 10 ? 1 : 2));
  }

  function heatMap(ctx, chart) {
    var ends = scale(chart), columns = chart.categories.length;
    var rows = chart.series.map(function (s) { return s.name; });
    var left = ctx.wide ? 170 : 96, cell = (ctx.width - left - 30) / columns;
    var x = categoryAxis(ctx, {title: chart.x.title}, chart.categories, false);
    var y = categoryAxis(ctx, {title: ''}, rows, true);
    var longest = Math.max.apply(null, chart.categories.map(function (c) { return c.length; }));
    var flat = longest * 7 < cell;
    var digits = Math.max.apply(null, heights(chart).map(function (v) { return v === null ? 0 : brief(v).length; }));
    x.axisLabel.interval = cell >= 13 ? 0 : 'auto';
    x.axisLabel.rotate = flat ? 0 : 90;
    x.axisLabel.width = flat ? cell : 120;
    y.axisLabel.width = left - 10;
    x.axisLine = y.axisLine = {show: false};
    return {
      grid: grid(chart.x.title ? {} : {outerBoundsContain: 'axisLabel'}), xAxis: x, yAxis: y,
      series: chart.series.map(function (s, row) {
        return {
          type: 'custom', name: String(row), clip: true, encode: {x: 0, y: 1}, itemStyle: {color: ctx.look.series(0)},
          data: s.points.filter(function (p) { return p[1] !== null; }).map(function (p) { return [p[0], row, p[1]]; }),
          renderItem: function (params, api) {
            var middle = api.coord([api.value(0), api.value(1)]), size = api.size([1, 1]);
            var colour = shade(ctx, ends, api.value(2)), text = brief(api.value(2));
            var shown = size[0] > 6.5 * digits + 3 && size[1] > 13;
            return {
              type: 'rect', shape: {x: middle[0] - size[0] / 2 + 0.5, y: middle[1] - size[1] / 2 + 0.5, width: Math.max(size[0] - 1, 1), height: Math.max(size[1] - 1, 1), r: 2},
              style: {fill: css(colour), stroke: ctx.look.grid, lineWidth: 0.5},
              textContent: shown ? {type: 'text', style: {text: text, fill: readable(colour), fontSize: 11, fontFamily: WORDS}} : undefined,
              textConfig: {position: 'inside'}
            };
          }
        };
      }),
      tooltip: {trigger: 'item'},
      facts: function (p) { return [chart.categories[p.value[0]], number(p.value[2])]; }
    };
  }

  /** The scale of colours, in place of a legend of rows. */
  function colours(ctx, chart, box) {
    var ends = scale(chart), span = node('span');
    span.className = 'entry';
    if (chart.y.title) span.appendChild(node('span', chart.y.title + ':'));
    span.appendChild(node('span', number(ends.low)));
    for (var i = 0; i <= 8; i++) {
      span.appendChild(sample(css(shade(ctx, ends, ends.low + (ends.high - ends.low) * i / 8)), null, false));
    }
    span.appendChild(node('span', number(ends.high)));
    box.appendChild(span);
  }

  // ---- page

  function height(ctx, chart) {
    if (chart.kind === 'HEAT_MAP') {
      var words = Math.max.apply(null, chart.categories.map(function (c) { return c.length; }));
      return 40 + chart.series.length * (chart.series.length > 30 ? 18 : 28) + Math.min(words * 7, 126) + (chart.x.title ? 22 : 0);
    }
    var bands = chart.categories.length * chart.series.length;
    if (chart.kind === 'INTERVAL') return 84 + chart.categories.length * (ctx.small ? Math.max(18, 13 * chart.series.length) : Math.max(34, 20 * chart.series.length + 10));
    if (chart.kind === 'BAR' && lying(ctx, chart)) return 84 + Math.max(chart.categories.length * (ctx.small ? 19 : 26), bands * 17);
    return (ctx.small ? 230 : ctx.wide ? 340 : 280) + (chart.distribution ? STRIP : 0);
  }

  function node(tag, text) {
    var out = document.createElement(tag);
    if (text !== undefined) out.textContent = text;
    return out;
  }

  /** The tooltip as a document fragment: report text never becomes markup. */
  function tip(chart, option, hovered) {
    var list = (Array.isArray(hovered) ? hovered : [hovered]).filter(function (p) { return p.seriesName !== 'lines' && p.seriesName !== 'diagonal'; });
    var box = node('div');
    box.className = 'tip';
    list.forEach(function (p, k) {
      var strip = p.seriesName === 'strip';
      var name = strip ? chart.distribution.name : chart.series[+p.seriesName].name;
      var facts = strip ? [number(p.value[0]) + ' to ' + number(p.value[1]), number(p.value[2])] : option.facts(p);
      if (k === 0) box.appendChild(node('b', facts[0]));
      var row = node('div'), swatch = node('i');
      swatch.style.background = p.color;
      row.appendChild(swatch);
      row.appendChild(document.createTextNode(name + ': ' + facts[1]));
      box.appendChild(row);
    });
    return list.length ? box : '';
  }

  function sample(colour, dash, line) {
    var ns = 'http://www.w3.org/2000/svg', svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('width', line ? 22 : 12);
    svg.setAttribute('height', 12);
    svg.setAttribute('aria-hidden', 'true');
    var mark = document.createElementNS(ns, line ? 'line' : 'rect');
    var facts = line ? {x1: 0, x2: 22, y1: 6, y2: 6, stroke: colour, 'stroke-width': dash ? 1.6 : 2.6, 'stroke-dasharray': (dash || []).join(' ')}
      : {x: 0, y: 0, width: 12, height: 12, rx: 2, fill: colour};
    Object.keys(facts).forEach(function (key) { mark.setAttribute(key, facts[key]); });
    svg.appendChild(mark);
    return svg;
  }

  function legend(ctx, chart, box, drawn) {
    box.textContent = '';
    var lines = chart.kind === 'LINE' || chart.kind === 'STEP';
    if (chart.kind === 'HEAT_MAP') {
      colours(ctx, chart, box);
      return;
    }
    var titled = chart.series.length === 1 && chart.series[0].name === chart.y.title;
    if (!titled) {
      chart.series.forEach(function (s, i) {
        var button = node('button');
        button.type = 'button';
        button.setAttribute('aria-pressed', String(!drawn.hidden[i]));
        button.appendChild(sample(ctx.look.series(i), null, lines));
        button.appendChild(node('span', s.name));
        button.addEventListener('click', function () {
          drawn.hidden[i] = !drawn.hidden[i];
          button.setAttribute('aria-pressed', String(!drawn.hidden[i]));
          drawn.chart.dispatchAction({type: 'legendToggleSelect', name: String(i)});
        });
        box.appendChild(button);
      });
    }
    function entry(mark, text) {
      var span = node('span');
      span.className = 'entry';
      span.appendChild(mark);
      span.appendChild(node('span', text));
      box.appendChild(span);
    }
    if (chart.diagonal) entry(sample(ctx.look.soft, [4, 4], true), 'y = x');
    chart.lines.forEach(function (l, i) {
      var scale = l.on === 'X' ? chart.x.scale : chart.y.scale;
      entry(sample(ctx.look.ink, DASHES[i % DASHES.length], true), l.label + ': ' + (scale === 'TIME' ? instant(l.at) : number(l.at)));
    });
  }

  var DRAW = {LINE: curves, STEP: curves, SCATTER: curves, HISTOGRAM: histogram, BAR: bar, INTERVAL: intervals, HEAT_MAP: heatMap};

  function draw(chart, drawn) {
    var width = drawn.plot.clientWidth;
    var ctx = {look: look(), width: width, wide: width >= 460, small: drawn.plot.closest('.small') !== null};
    drawn.plot.style.height = height(ctx, chart) + 'px';
    if (!drawn.chart) drawn.chart = echarts.init(drawn.plot, null, {renderer: 'svg'});
    else drawn.chart.resize();
    var option = DRAW[chart.kind](ctx, chart);
    var selected = {};
    Object.keys(drawn.hidden).forEach(function (name) { selected[name] = !drawn.hidden[name]; });
    option.animation = false;
    option.useUTC = true;
    option.legend = {show: false, data: chart.series.map(function (s, i) { return {name: String(i)}; }), selected: selected};
    Object.assign(option.tooltip, {
      confine: true, backgroundColor: ctx.look.surface, borderColor: ctx.look.line, textStyle: {color: ctx.look.ink},
      formatter: function (hovered) { return tip(chart, option, hovered); }
    });
    drawn.chart.setOption(option, {notMerge: true});
    legend(ctx, chart, drawn.legend, drawn);
    drawn.width = width;
    drawn.plot.setAttribute('data-drawn', chart.kind);
  }

  function attempt(chart, drawn) {
    try {
      draw(chart, drawn);
    } catch (fault) {
      console.error(fault);
      drawn.plot.replaceChildren(Object.assign(node('p', 'This chart could not be drawn; its numbers are in the table below.'), {className: 'failed'}));
    }
  }

  var report = JSON.parse(document.getElementById('report').textContent);
  var charts = [];
  report.sections.forEach(function (section) {
    section.blocks.forEach(function (block) {
      if (block.type === 'chart') charts.push(block);
    });
  });
  var drawn = charts.map(function (chart, i) {
    return {plot: document.getElementById('plot-' + (i + 1)), legend: document.getElementById('legend-' + (i + 1)), hidden: {}, width: 0};
  });
  function redraw() {
    charts.forEach(function (chart, i) { attempt(chart, drawn[i]); });
  }
  redraw();

  new ResizeObserver(function () {
    requestAnimationFrame(function () {
      charts.forEach(function (chart, i) {
        if (drawn[i].plot.clientWidth !== drawn[i].width) attempt(chart, drawn[i]);
      });
    });
  }).observe(document.getElementById('content'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  // Paper is white: print in light colours, then go back.
  addEventListener('beforeprint', function () { document.documentElement.setAttribute('data-paper', ''); redraw(); });
  addEventListener('afterprint', function () { document.documentElement.removeAttribute('data-paper'); redraw(); });
})();
