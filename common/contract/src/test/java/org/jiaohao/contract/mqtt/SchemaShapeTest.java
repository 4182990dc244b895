package org.jiaohao.contract.mqtt;

import java.util.Set;
import org.jiaohao.contract.Shapes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema has exactly the members of its record, with fitting types. */
class SchemaShapeTest {
  private final Shapes shapes = new Shapes(Messages.JSON, Messages::schemaText);

  static Set<String> messages() {
    return Messages.records().keySet();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSchemaHasTheMembersOfItsRecord(String message) {
    shapes.assertFits(message + ".json", Messages.records().get(message));
  }
}
