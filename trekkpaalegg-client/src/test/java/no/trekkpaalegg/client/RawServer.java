package no.trekkpaalegg.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An HTTP server that does what no proper one would: every byte of every answer is the test's own. One request per connection. */
final class RawServer implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";

    private final ServerSocket serverSocket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesSent = new AtomicLong();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
    private final Answer answer;

    RawServer(Answer answer) {
        this.answer = answer;
        try {
            serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    /** Answers every request with these characters, and hangs up. */
    static RawServer answering(String response) {
        return new RawServer((number, connection) -> connection.send(response));
    }

    /** Writes the answer to one request. */
    interface Answer {
        void to(int requestNumber, Connection connection) throws IOException, InterruptedException;
    }

    /** What an answer is written to. */
    final class Connection {
        private final Socket socket;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            bytesSent.addAndGet(bytes.length);
        }

        /** Hangs up in a way that the other side sees as "connection reset". */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    String url() {
        return "http://127.0.0.1:" + serverSocket.getLocalPort();
    }

    /** The heads of the requests so far. */
    List<String> requests() {
        return requests;
    }

    /** How much could be written before the other side hung up; waits for that. */
    long bytesSentUntilHangUp() {
        hungUp.orTimeout(30, TimeUnit.SECONDS).join();
        return bytesSent.get();
    }

    @Override
    public void close() throws IOException {
        serverSocket.close();
        threads.shutdownNow();
    }

    private void serve() {
        while (!serverSocket.isClosed()) {
            try {
                Socket socket = serverSocket.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            requests.add(head.toString());
            answer.to(requests.size(), new Connection(socket));
        } catch (IOException e) {
            hungUp.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
