/// What a browser shows where there is no page, or none can be made.
package struct ErrorPage {
    let frame: Frame
    let status: Int
    let title: String
    let detail: String

    /// - Parameters:
    ///   - status: of the HTTP answer.
    ///   - title: what happened, in a few words.
    ///   - detail: why, and how to go on.
    package static func html(status: Int, title: String, detail: String, context: PageContext) -> String {
        let page = ErrorPage(
            frame: Frame(title, context, .service, at: nil),
            status: status,
            title: title,
            detail: detail
        )
        // Even without templates, whoever came here learns why.
        return (try? Templates.render(page, .error))
            ?? "<!DOCTYPE html><title>\(status)</title><p>\(escaped(detail))</p>"
    }
}
