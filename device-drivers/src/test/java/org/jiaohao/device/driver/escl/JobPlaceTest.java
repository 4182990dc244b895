package org.jiaohao.device.driver.escl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPlaceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/eSCL/ScanJobs/1                            | /eSCL/ScanJobs/1",
        "/eSCL/ScanJobs/1/                           | /eSCL/ScanJobs/1",
        "http://10.0.0.9:8080/eSCL/ScanJobs/1        | /eSCL/ScanJobs/1",
        "http://[fe80::1%eth0/eSCL/ScanJobs/1        | /eSCL/ScanJobs/1",
        "HTTP://my scanner/eSCL/ScanJobs/a b         | /eSCL/ScanJobs/a%20b",
        "http:///eSCL/ScanJobs/{uuid}                | /eSCL/ScanJobs/%7Buuid%7D",
        "//scanner/eSCL/ScanJobs/100%                | /eSCL/ScanJobs/100%25",
        "scanner:80/eSCL/ScanJobs/7                  | /eSCL/ScanJobs/7",
        "eSCL/ScanJobs/7                             | /eSCL/eSCL/ScanJobs/7",
        "ScanJobs/7                                  | /eSCL/ScanJobs/7",
        "http://10.0.0.9:9095/eSCL/ScanJobs/urn:uuid:45-9 | /eSCL/ScanJobs/urn:uuid:45-9",
        "http://10.0.0.9/other/7                     | /other/7"
      })
  void thePathIsUsedWhateverStandsBeforeIt(String written, String path) {
    assertThat(JobPlace.path("/eSCL", written)).contains(path);
    assertThat(URI.create(path).getRawPath()).isEqualTo(path);
  }

  @Test
  void jobsInAStatusStandWithTheirWholePath() {
    assertThat(JobPlace.path("", "/eSCL/ScanJobs/1")).contains("/eSCL/ScanJobs/1");
    assertThat(JobPlace.path("", "http://x/eSCL/ScanJobs/1")).contains("/eSCL/ScanJobs/1");
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "http://10.0.0.9", "http://10.0.0.9/", "/"})
  void aPlaceWithoutAPathIsNone(String written) {
    assertThat(JobPlace.path("/eSCL", written)).isEmpty();
    assertThat(JobPlace.path("", written)).isEmpty();
  }
}
