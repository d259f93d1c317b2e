import Hummingbird
import NIOCore

extension ResponseBody {
    /// Bytes that go out piece by piece, so that a slow reader is seen to read.
    init(slices bytes: ByteBuffer) {
        self.init(contentLength: bytes.readableBytes) { writer in
            var rest = bytes
            while let slice = rest.readSlice(length: min(rest.readableBytes, 64 << 10)), slice.readableBytes > 0 {
                try await writer.write(slice)
            }
            try await writer.finish(nil)
        }
    }

    /// The same, and then the connection ends: what else its client sends is not read.
    init(last bytes: ByteBuffer, on channel: any Channel) {
        self.init(contentLength: bytes.readableBytes) { writer in
            try await writer.write(bytes)
            try await writer.finish(nil)
            // A moment later: closed at once on unread bytes, the client would get a reset in place of the answer.
            channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        }
    }
}
