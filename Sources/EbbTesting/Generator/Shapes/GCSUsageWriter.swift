/// Google Cloud Storage's usage log: every field quoted, a header line in each file.
///
/// It names blobs and no repositories, and of the bucket behind legacy only what legacy served.
/// See <https://cloud.google.com/storage/docs/access-logs>.
struct GCSUsageWriter: LineWriter {
    let context: LineContext
    private static let bucket = "us.artifacts.k8s-artifacts-prod.appspot.com"

    let header = [
        #""time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes","#
            + #""time_taken_micros","cs_host","cs_referer","cs_user_agent","s_request_id","cs_operation","cs_bucket","cs_object""#
    ]

    func write(_ request: LoggedRequest, to line: inout LineBuffer) {
        let key = Draw.hash(request.reference, UInt64(request.time), UInt64(request.client))
        let address = population(request)
        line.append(UInt8(ascii: "\""))
        line.append(context.date.number * Simulation.daySeconds + Int(request.time) / 1000)
        line.append(Int(request.time) % 1000, width: 3)
        line.append(Int(key >> 40) % 1000, width: 3)
        line.append("\",\"")
        line.append(address)
        line.append(address.contains(UInt8(ascii: ":")) ? "\",\"2\",\"\",\"GET\",\"/" : "\",\"1\",\"\",\"GET\",\"/")
        line.append(Self.bucket)
        line.append("/containers/images/sha256:")
        line.append(digest: request.reference)
        line.append("\",\"")
        line.append(Int(request.status))
        line.append("\",\"0\",\"")
        line.append(Int(request.bytes))
        line.append("\",\"")
        line.append(Int(9000 + key % 900_000))
        line.append("\",\"storage.googleapis.com\",\"\",\"")
        line.append(context.agents[Int(request.agent)])
        line.append("\",\"")
        line.append(hexadecimal: key)
        line.append(hexadecimal: SeededGenerator.mix(key &+ 1))
        line.append("\",\"GET_Object\",\"")
        line.append(Self.bucket)
        line.append("\",\"containers/images/sha256:")
        line.append(digest: request.reference)
        line.append(UInt8(ascii: "\""))
    }

    private func population(_ request: LoggedRequest) -> [UInt8] {
        context.population.clients[Int(request.client)].address
    }
}
