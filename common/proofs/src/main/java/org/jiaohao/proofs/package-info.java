/**
 * Which test proves which row of {@code docs/rows.md}. Used by tests only; knows no other module.
 */
package org.jiaohao.proofs;
