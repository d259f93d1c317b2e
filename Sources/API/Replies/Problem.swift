package import HTTPTypes
import Store

/// Why a request gets no answer, as RFC 9457 writes it: what was wrong, and what to do instead.
///
/// https://www.rfc-editor.org/rfc/rfc9457
package struct Problem: Error, Hashable, Sendable {
    package var status: HTTPResponse.Status
    package var detail: String
    /// What could be asked for instead.
    package var available: [String] = []
    package var headers = HTTPFields()

    package init(_ status: HTTPResponse.Status, _ detail: String, available: [String] = []) {
        self.status = status
        self.detail = detail
        self.available = available
    }

    /// What the status means, as its registry words it.
    var title: String { status.reasonPhrase }

    var json: String {
        var columns: [Answer.Column] = [.init("type"), .init("title"), .init("status"), .init("detail")]
        var row: [Answer.Cell] = [
            .text("about:blank"), .text(title), .integer(Int64(status.code)), .text(detail),
        ]
        if !available.isEmpty {
            columns.append(.init("available"))
            row.append(.texts(available))
        }
        return Answer.object(row, columns) + "\n"
    }
}

extension Problem {
    /// Too many questions wait already.
    static var busy: Problem {
        var problem = Problem(.serviceUnavailable, "Too many questions wait for an answer. Ask again in a second.")
        problem.headers[.retryAfter] = "1"
        return problem
    }

    static var tooSlow: Problem {
        Problem(
            .gatewayTimeout,
            "The answer took more than \(Workers.timeLimit.components.seconds) seconds. Ask for fewer days with from "
                + "and to, or for one endpoint."
        )
    }

    /// What is our own fault. What it was stands in the service's log.
    static var failed: Problem {
        Problem(.internalServerError, "The service failed. Its standard error says why.")
    }

    /// - Parameter error: what the store said. It may name a path, which is not for everybody.
    static func unreadable(_ error: StoreError) -> Problem {
        var problem = Problem(
            .serviceUnavailable,
            "The store can't be read. The service's standard error and /readyz say why."
        )
        problem.headers[.retryAfter] = "5"
        return error.code == .timedOut ? .tooSlow : problem
    }
}
