/** What Gale reaches, measured. Figures are for ratios within one run: machines are noisy and differ. */
package dev.gale.benchmarks;
