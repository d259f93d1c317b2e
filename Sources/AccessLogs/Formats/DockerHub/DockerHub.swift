/// What Docker Hub tells a publisher: CSV, one row an action (the raw report), or one row an hour, repository and tag with
/// sums (the usage report).
///
/// https://docs.docker.com/docker-hub/repos/manage/trusted-content/insights-analytics/#image-pulls-raw-data
/// https://docs.docker.com/docker-hub/usage/manage/
///
///     action,action_day,country,digest,http_method,host,namespace,reference,repository,tag,timestamp,type,user_agent_tool,…
///     pull_by_tag,2025-08-27,US,sha256:6f88…,GET,aws,bitnami,17.6.0,postgresql,17.6.0,2025-08-27 00:00:00,hosting,docker,…
///
///     datehour,user_name,repository,access_token_name,ips,repository_privacy,tag,digest,version_checks,pulls
///     2025/08/27/13,ci,bitnami/postgresql,,192.0.2.1,public,17.6.0,sha256:6f88…,12,3
///
/// Traps: columns are found by the header's names, in any order, case and spelling of the spaces; a header may come again
/// where files were joined. `host` is the cloud that asked, not the host that was. Docker has counted already: an action is
/// a pull or a version check, whatever its method was, so a pull becomes a GET of the manifest that was served, a version
/// check a HEAD; a row with both is two records of one line. Clients and bytes are not told (`ips` belongs to many pulls at
/// once). A pull whose tag and digest are unknown is one by a digest of zeros. Sums of weeks and months are refused: no day
/// can be told for them.
struct DockerHub: LineReader {
    static let format = LogFormat(
        name: "docker-hub-csv",
        hasHost: true,
        hasReferer: false,
        bytesIncludeHeaders: false,
        // A header with these names is no chance.
        fieldCount: 12,
        reading: .dockerHub
    )

    private var columns: DockerHubColumns?
    private var fields = CSVFields()
    /// What the records point into.
    private var text: [UInt8] = []
    /// The second records of lines that have two.
    private var checks: [Record] = []

    private static let unknownDigest = Array("sha256:".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: 64)
    /// What every text begins with: the host and the two methods.
    private static let constants = Array("docker.io GET HEAD\n".utf8)

    /// Whether a header is that of a report with nothing but sums of weeks and months.
    static func isSummary(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var fields = CSVFields()
        guard fields.split(bytes, line), let columns = DockerHubColumns(header: bytes, fields) else { return false }
        return !columns.hasTime || columns.hasGranularity
    }

    /// Reads whole lines. The records point into ``Batch/unwrapped``, where the requests stand that the rows mean.
    /// Returns how many rows there are.
    mutating func translate(_ chunk: Span<UInt8>, limit: Int, into batch: inout Batch) -> Int {
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: Self.constants)
        checks.removeAll(keepingCapacity: true)
        let count = readLines(chunk, limit: limit, into: &batch)
        if !checks.isEmpty { batch.records = merged(batch.records) }
        swap(&text, &batch.unwrapped.bytes)
        batch.isUnwrapped = true
        return count
    }

    /// The records with the second ones behind the first ones.
    private func merged(_ records: [Record]) -> [Record] {
        var merged: [Record] = []
        merged.reserveCapacity(records.count + checks.count)
        var check = checks.startIndex
        for record in records {
            merged.append(record)
            if check < checks.endIndex, checks[check].line == record.line {
                merged.append(checks[check])
                check += 1
            }
        }
        return merged
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        guard fields.split(bytes, line) else {
            return .reject(.unterminatedQuote, at: line.upperBound)
        }
        guard let columns, fields.ranges.count >= columns.count, let time = columns.time(bytes, fields) else {
            return readHeader(bytes, line)
        }
        guard !columns.isLongSum(bytes, fields) else {
            return .reject(.longSum, at: line.lowerBound)
        }
        guard let repository = columns[.repository, bytes, fields] else {
            return .reject(.badRequest, at: line.lowerBound)
        }
        switch columns.counts(bytes, fields) {
        case .unreadable(let reason, let offset): return .reject(reason, at: offset)
        case .counts(pulls: 0, checks: 0): return .skipped
        case .counts(let pulls, let checks):
            record.time = time
            record.status = 200
            record.host = ByteRange(0..<9)
            appendRequest(bytes, columns, repository, &record)
            var check = record
            check.method = ByteRange(14..<18)
            check.count = checks
            record.method = ByteRange(10..<13)
            record.count = pulls
            if pulls == 0 {
                record = check
            } else if checks > 0 {
                self.checks.append(check)
            }
            return .record
        }
    }

    /// What has no time where it should be is a header, or no row at all.
    private mutating func readHeader(_ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
        if let header = DockerHubColumns(header: bytes, fields) {
            columns = header
            return .skipped
        }
        guard let columns else {
            return .reject(.notThisFormat, at: line.lowerBound)
        }
        guard fields.ranges.count >= columns.count else {
            return .reject(.tooFewFields, at: line.upperBound)
        }
        return .reject(columns.hasTime ? .badTime : .longSum, at: line.lowerBound)
    }

    private mutating func appendRequest(
        _ bytes: Span<UInt8>,
        _ columns: DockerHubColumns,
        _ repository: Range<Int>,
        _ record: inout Record
    ) {
        let start = text.count
        text.append(contentsOf: "/v2/".utf8)
        if bytes.firstIndex(of: UInt8(ascii: "/"), in: repository) == repository.upperBound {
            if let namespace = columns[.namespace, bytes, fields] {
                text.append(bytes, namespace)
            } else {
                text.append(contentsOf: "library".utf8)
            }
            text.append(UInt8(ascii: "/"))
        }
        text.append(bytes, repository)
        text.append(contentsOf: "/manifests/".utf8)
        if let reference = columns.reference(bytes, fields) {
            text.append(bytes, reference)
        } else {
            text.append(contentsOf: Self.unknownDigest)
        }
        record.path = ByteRange(start..<text.count)
        text.append(UInt8(ascii: " "))
        let agent = text.count
        if let tool = columns[.agent, bytes, fields] {
            text.append(bytes, tool)
            if let version = columns[.agentVersion, bytes, fields] {
                text.append(UInt8(ascii: "/"))
                text.append(bytes, version)
            }
            record.userAgent = ByteRange(agent..<text.count)
        }
        text.append(UInt8(ascii: "\n"))
    }
}
