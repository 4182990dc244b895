/** A full-colour sign with a Huidu card, written from the published form of its SDK 2.0. */
package org.jiaohao.emulator.huidu;
