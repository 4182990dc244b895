package org.jiaohao.hall.limit;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Ends the turn at the {@link Doorway} when a request is there, before anything is done for it, and
 * says for answers that the web server makes by itself what they allow a browser.
 */
final class AtTheDoor implements Adapter {
  private final Adapter inside;

  AtTheDoor(Adapter inside) {
    this.inside = inside;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    Doorway.passed();
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    inside.service(request, response);
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return inside.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent event)
      throws Exception {
    Doorway.passed();
    return inside.asyncDispatch(request, response, event);
  }

  @Override
  public void log(Request request, Response response, long time) {
    inside.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    inside.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return inside.getDomain();
  }
}
