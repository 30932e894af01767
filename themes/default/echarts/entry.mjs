// What the charts use of ECharts, and nothing else: everything named here is paid for by each reader who opens a chart.
// The SVG renderer, because it works under the strict policy; no zoom, because it costs 5 KB compressed.
import { dispose, getInstanceByDom, init, use, version } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  LineChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  MarkAreaComponent,
  MarkPointComponent,
  SVGRenderer,
]);

export { dispose, getInstanceByDom, init, version };
