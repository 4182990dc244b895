package org.jiaohao.device.verified;

import org.jiaohao.device.verified.Verified.Proof;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Remembers the proofs of a {@link VerifiedAgainst} class when each of its tests passed. */
final class VerifiedRecorder implements BeforeAllCallback, AfterAllCallback, TestWatcher {
  private boolean passed;
  private boolean failed;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Verified.begin(context.getRequiredTestClass());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed = true;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed = true;
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    failed = true;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (passed && !failed) {
      Class<?> test = context.getRequiredTestClass();
      for (VerifiedAgainst proof : test.getAnnotationsByType(VerifiedAgainst.class)) {
        Verified.add(test, new Proof(proof.driver(), null, null, proof.source()));
      }
    }
  }
}
