/**
 * Starts a whole hall as separate processes for a visitor ({@code ./demo}), plays one citizen's
 * round against it ({@code ./demo --check}), and carries the end-to-end tests.
 */
package org.jiaohao.journey;
