import NIOCore

/// Lets what was written reach its reader before the connection closes, and ends connections on which nothing moves.
///
/// On a closing connection NIO drops what the reader has not taken yet; a service that stops would cut off slow readers.
/// An `IdleStateHandler` before this one says when nothing moves.
final class FinishingWrites: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = NIOAny

    private var writes = 0
    private var isClosing = false
    private var closed: EventLoopPromise<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise()
        writes += 1
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            handler.writes -= 1
            handler.closeIfDone(context)
        }
        context.write(data, promise: written)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, writes > 0, !isClosing else {
            context.close(mode: mode, promise: promise)
            return
        }
        isClosing = true
        closed = promise
        context.flush()
    }

    private func closeIfDone(_ context: ChannelHandlerContext) {
        guard isClosing, writes == 0 else { return }
        context.close(mode: .all, promise: closed)
        closed = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(mode: .all, promise: closed)
            closed = nil
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}
