import HTTPTypes
import Hummingbird
import NIOCore
import Reports

/// What goes back: a status, headers and, mostly, an entity.
struct Reply {
    /// How an error is told.
    enum Telling {
        case problem
        case page(PageContext)
    }

    var status: HTTPResponse.Status
    var headers = HTTPFields()
    private(set) var entity: Entity?
    /// The pattern of the address, for the metrics.
    var route: String?

    init(status: HTTPResponse.Status) {
        self.status = status
    }

    init(_ entity: Entity) {
        self.init(status: .ok)
        self.entity = entity
        headers[.contentType] = entity.contentType
        headers[.eTag] = entity.tag.text
        headers[.cacheControl] = "no-cache"
    }

    init(_ problem: Problem, as telling: Telling) {
        self.init(status: problem.status)
        headers = problem.headers
        headers[.cacheControl] = "no-store"
        switch telling {
        case .problem: entity = Entity(problem.json, "application/problem+json")
        case .page(let context):
            let html = ErrorPage.html(
                status: problem.status.code,
                title: problem.title,
                detail: problem.detail,
                context: context
            )
            entity = Entity(html, "text/html; charset=utf-8")
            headers[.contentSecurityPolicy] = Page.contentSecurityPolicy
        }
        headers[.contentType] = entity?.contentType
    }

    /// Leaves the entity out where the asker has it.
    ///
    /// - Parameter header: If-None-Match; empty where there is none.
    mutating func leaveOut(ifMatching header: String) {
        guard let tag = entity?.tag, !header.isEmpty, tag.matches(header) else { return }
        status = .notModified
        entity = nil
        headers[.contentType] = nil
    }

    func response(to request: Request, on channel: any Channel) -> Response {
        var headers = headers
        Self.protect(&headers)
        guard let bytes = entity?.bytes else { return Response(status: status, headers: headers) }
        headers[.contentLength] = String(bytes.readableBytes)
        if request.method == .head { return Response(status: status, headers: headers) }
        let isLast = headers[.connection] == "close"
        let body = isLast ? ResponseBody(last: bytes, on: channel) : ResponseBody(slices: bytes)
        return Response(status: status, headers: headers, body: body)
    }

    /// What keeps browsers from taking an answer for anything else than it is.
    private static func protect(_ headers: inout HTTPFields) {
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] =
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        }
        headers[.xContentTypeOptions] = "nosniff"
        headers[.crossOriginResourcePolicy] = "same-origin"
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") { headers[referrerPolicy] = "no-referrer" }
    }
}
