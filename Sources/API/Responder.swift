import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Reports
import Schemas
import Store

/// Answers requests: who asks, what for, and in what form.
package struct Responder: HTTPResponder {
    package typealias Context = Visit

    let gate: Gate
    let answerer: Answerer
    let metrics: ServiceMetrics
    let logger: Logger

    /// Bytes that an address may have. A cursor is the longest part of one.
    private static let longestTarget = 16 << 10
    /// Bytes that names and values of all headers may have.
    private static let longestHeaders = 32 << 10

    package func respond(to request: Request, context: Visit) async -> Response {
        let begin = ContinuousClock.now
        let target = Target(request.head)
        var reply: Reply
        do throws(Problem) {
            reply = try await self.reply(to: request, target)
        } catch {
            reply = Reply(error, as: asksForPage(request, target) ? .page(answerer.context) : .problem)
        }
        if request.hasContent { reply.headers[.connection] = "close" }
        metrics.count(
            route: reply.route ?? target.route?.path ?? "(none)",
            status: reply.status,
            seconds: (ContinuousClock.now - begin).seconds
        )
        return reply.response(to: request, on: context.channel)
    }

    private func reply(to request: Request, _ target: Target) async throws(Problem) -> Reply {
        try gate.checkHost(of: request.head)
        guard (request.head.path ?? "").utf8.count <= Self.longestTarget else {
            throw Problem(.uriTooLong, "The address is longer than \(Self.longestTarget) bytes.")
        }
        let headers = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
        guard headers <= Self.longestHeaders else {
            throw Problem(
                .requestHeaderFieldsTooLarge,
                "The headers are longer than \(Self.longestHeaders) bytes."
            )
        }
        switch request.method {
        case .get, .head: break
        case .options:
            var reply = Reply(status: .noContent)
            reply.headers[.allow] = Self.methods
            return reply
        default:
            var problem = Problem(.methodNotAllowed, "This service only reads. Ask with GET.")
            problem.headers[.allow] = Self.methods
            throw problem
        }
        guard !request.hasContent else {
            throw Problem(.contentTooLarge, "A question has no body. Put what you ask into the query.")
        }
        guard target.path.hasPrefix("/") else { throw Problem(.badRequest, "The address does not begin with a slash.") }
        if let route = target.route, route.isOpen { return try await openReply(route) }
        let scopes = try gate.scopes(of: request.head)
        try scopes.require(.read)
        let asker = Asker(headers: request.headers, seesClients: scopes.contains(.clients))
        let parameters = try Parameters(query: target.query)
        switch target.route {
        case .answer(let kind): return try await answer(kind, parameters, asker)
        case .metrics:
            try parameters.refuseAll()
            return try await metricsReply()
        case .health, .readiness, .description, nil: return try await page(target, parameters, asker)
        }
    }

    private static let methods = "GET, HEAD, OPTIONS"

    private func openReply(_ route: Route) async throws(Problem) -> Reply {
        switch route {
        case .readiness:
            do {
                try await answerer.checkStore()
            } catch let error as StoreError {
                throw Problem(.serviceUnavailable, "Not ready. " + error.description)
            } catch let problem as Problem {
                throw problem
            } catch {
                logger.error("\(route.path): \(error)")
                throw .failed
            }
            return Reply(Entity("ready\n", "text/plain; charset=utf-8"))
        case .description:
            return Reply(Entity(Schemas.openAPI, "application/yaml"))
        default: return Reply(Entity("alive\n", "text/plain; charset=utf-8"))
        }
    }

    private func answer(_ kind: Query.Kind, _ parameters: Parameters, _ asker: Asker) async throws(Problem) -> Reply {
        let accept = asker.headers[values: .accept].joined(separator: ",")
        let representation = try Representation(
            format: parameters["format"],
            accept: asker.headers.contains(.accept) ? accept : nil
        )
        let query = try Query(kind, parameters)
        var reply = try await cached(.answer(query, representation), asker)
        if let next = reply.entity?.next {
            // Rows alone do not say where the next ones begin. https://www.rfc-editor.org/rfc/rfc8288
            let query = parameters.query(setting: "after", to: next)
            if let link = HTTPField.Name("Link") {
                reply.headers[link] = "<\(Route.answer(kind).path)?\(query)>; rel=\"next\""
            }
        }
        if representation == .csv {
            reply.headers[.contentDisposition] = "attachment; filename=\"ebb-\(kind.rawValue).csv\""
        }
        return reply
    }

    private func page(_ target: Target, _ parameters: Parameters, _ asker: Asker) async throws(Problem) -> Reply {
        guard let path = target.decodedPath else {
            throw Problem(.badRequest, "The address is not percent-encoded UTF-8. Write % as %25.")
        }
        let found: Page?
        do throws(QueryError) {
            found = try Page(path: path, parameters: parameters.pairs)
        } catch {
            throw Problem(.badRequest, error.description)
        }
        guard let found, !path.hasPrefix("/api/") else {
            throw Problem(
                .notFound,
                "There is nothing at \(path.shortened).",
                available: ["/"] + Route.all.map(\.path)
            )
        }
        var reply = try await cached(.page(found), asker)
        reply.route = found.place.pattern
        reply.headers[.contentSecurityPolicy] = Page.contentSecurityPolicy
        return reply
    }

    private func metricsReply() async throws(Problem) -> Reply {
        let asker = Asker(headers: [:], seesClients: false)
        let store = try await cached(.metrics, asker)
        let text = String(buffer: store.entity?.bytes ?? ByteBuffer()) + metrics.text
        var reply = Reply(Entity(text, Exposition.contentType))
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    /// A reply with the entity of a question, or that the asker has it already.
    private func cached(_ question: Question, _ asker: Asker) async throws(Problem) -> Reply {
        do {
            let (entity, result, age) = try await answerer.entity(for: question, seesClients: asker.seesClients)
            metrics.count(result)
            var reply = Reply(entity)
            reply.headers[.vary] = "Accept, Authorization"
            reply.headers[.cacheControl] = asker.seesClients ? "private, no-cache" : "no-cache"
            if let age { reply.headers[.age] = String(age.components.seconds) }
            reply.leaveOut(ifMatching: asker.headers[values: .ifNoneMatch].joined(separator: ","))
            return reply
        } catch let problem as Problem {
            throw problem
        } catch let error as QueryError {
            throw Problem(.badRequest, error.description)
        } catch PageError.notFound(let detail) {
            throw Problem(.notFound, detail)
        } catch let error as StoreError {
            logger.error("\(error.description)")
            throw .unreadable(error)
        } catch {
            logger.error("\(error)")
            throw .failed
        }
    }

    /// Whether an error is read by a person at a browser.
    private func asksForPage(_ request: Request, _ target: Target) -> Bool {
        target.route == nil && !target.path.hasPrefix("/api/")
            && Accept(request.headers[values: .accept].joined(separator: ",")).names("text/html")
    }
}

/// Who asks, as far as an answer depends on it.
private struct Asker {
    var headers: HTTPFields
    var seesClients: Bool
}

extension Request {
    /// Whether a body comes with the request.
    fileprivate var hasContent: Bool {
        headers.contains(.transferEncoding) || headers[.contentLength].map { $0 != "0" } ?? false
    }
}

extension Parameters {
    fileprivate func refuseAll() throws(Problem) {
        guard let name = pairs.first?.name else { return }
        throw Problem(.badRequest, "This address takes no parameters, and there is \(name.shortened).")
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
