package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.ServerState;
import org.jiaohao.contract.mqtt.WindowView;
import org.junit.jupiter.api.Test;

class WireTest {
  @Test
  void aWordOfALaterServerIsReadAsUnknown() {
    String later =
        "{\"session\":\"s1\",\"window\":\"3\",\"name\":\"x\",\"state\":\"NOT_YET_INVENTED\",\"more\":1}";

    WindowView view = Wire.JSON.readValue(later, WindowView.class);
    ServerState server = Wire.JSON.readValue(later, ServerState.class);

    assertThat(view.state()).isEqualTo(WindowFacts.State.UNKNOWN);
    assertThat(view.window()).isEqualTo("3");
    assertThat(server).isEqualTo(new ServerState("s1", ServerState.State.UNKNOWN, null));
  }

  @Test
  void aMessageToPeopleFitsTheContract() {
    assertThat(Wire.text(null)).isNull();
    assertThat(Wire.text("缺纸\u0000\ud800!")).isEqualTo("缺纸\ufffd\ufffd!");
    assertThat(Wire.text("𠮷".repeat(5000))).hasSize(2000);
  }
}
