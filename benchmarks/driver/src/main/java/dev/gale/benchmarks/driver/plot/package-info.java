/** Plots as SVG text. They bring their own background and colours, so they look the same on light and dark pages. */
package dev.gale.benchmarks.driver.plot;
