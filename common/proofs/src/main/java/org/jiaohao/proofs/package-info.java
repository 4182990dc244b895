/**
 * Which test proves which row of {@code docs/rows.md}. Also what all tests share. In no program;
 * knows no other module.
 */
package org.jiaohao.proofs;
