// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Records

/// `/v1/keys…`: the keys that officers sign with beside those of their certificates.
enum DeskKeyRoutes {
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/keys", of: service, list),
            OfficeRoute("POST", "/v1/keys", of: service) { call throws(Problem) in
                try call.only("key", "proof")
                let (spki, proof) = (try call.bytes("key"), try call.bytes("proof"))
                try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.offer(deskKey: spki, proof: proof, by: call.officer)
                }
                return (201, try value(DigestAlgorithm.sha256.digest(spki), call))
            },
            OfficeRoute("POST", "/v1/keys/{key}/confirmation", of: service) { call throws(Problem) in
                try settle(call, isConfirmed: true)
            },
            OfficeRoute("POST", "/v1/keys/{key}/withdrawal", of: service) { call throws(Problem) in
                try settle(call, isConfirmed: false)
            },
        ]
    }

    /// One's own, and those that one may confirm.
    private static func list(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let keys = try Problem.onRecord { () throws(RecordsError) in
            let records = call.service.records
            var keys = try records.deskKeys(of: call.officer.id)
            switch call.officer.role {
            case .supervisor: keys += try records.deskKeys(ofOffice: call.officer.office)
            case .administrator: keys += try records.deskKeysToConfirm()
            case .enterer, .approver, .auditor: break
            }
            return keys
        }
        var seen: Set<[UInt8]> = []
        return (200, ["keys": .array(keys.filter { seen.insert($0.sha256).inserted }.map(value))])
    }

    private static func settle(_ call: OfficeCall, isConfirmed: Bool) throws(Problem) -> (Int, JSONValue) {
        try call.only()
        guard let sha256 = try? Hex.decode(call.part("key").lowercased()), sha256.count == 32 else {
            throw .member("key", seen: call.part("key"), allowed: "SHA-256, hexadecimal")
        }
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.settle(deskKey: sha256, isConfirmed: isConfirmed, by: call.officer)
        }
        return (200, try value(sha256, call))
    }

    private static func value(_ sha256: [UInt8], _ call: OfficeCall) throws(Problem) -> JSONValue {
        let key = try Problem.onRecord { () throws(RecordsError) in try call.service.records.deskKey(sha256) }
        return key.map { value(of: $0) } ?? .null
    }

    private static func value(of key: DeskKey) -> JSONValue {
        [
            "keySHA256": .string(Hex.encode(key.sha256)), "officer": .string(key.officer),
            "state": .string(key.state.rawValue), "offered": .string(key.offered.rfc3339),
            "changed": .string(key.changed.rfc3339), "confirmedBy": JSONValue(key.confirmedBy),
        ]
    }
}
