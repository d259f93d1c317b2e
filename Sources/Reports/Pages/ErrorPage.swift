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
    package static func html(status: Int, title: String, detail: String, _ context: PageContext) throws -> String {
        let frame = Frame(title, context, .service, at: nil)
        return try Templates.render(
            ErrorPage(frame: frame, status: status, title: visible(title), detail: visible(detail)),
            .error
        )
    }
}
