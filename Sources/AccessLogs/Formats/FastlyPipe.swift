/// Lines that PyPI has Fastly write for linehaul: fields parted by pipes.
///
/// https://github.com/pypi/linehaul-cloud-function
///
///     simple|Thu, 07 Jan 2021 20:54:52 GMT|US|/simple/numpy/|TLSv1.3|AES256-GCM||||pip/20.0.2 {"ci":null}
///
/// Traps: the line has no client, method, status or bytes; the user agent is the rest of the line, whatever stands in
/// it, and `(null)` where there was none.
enum FastlyPipe {
    static let format = LogFormat("fastly-pipe", TemplateBuilder.raw.build(pieces))

    private static let pieces: [TemplatePiece] = [
        .field(.word), .literal("|"), .field(.word), .literal(", "), .field(.day), .literal(" "), .field(.monthName),
        .literal(" "), .field(.year), .literal(" "), .field(.hour), .literal(":"), .field(.minute), .literal(":"),
        .field(.second), .literal(" GMT|"), .field(.skip), .literal("|"), .field(.target), .literal("|"),
        .field(.skip), .literal("|"), .field(.skip), .literal("|"), .field(.skip), .literal("|"), .field(.skip),
        .literal("|"), .field(.skip), .literal("|"), .field(.nullableAgent),
    ]
}
