// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import Records
import TestSupport
import XCTest

/// `/openapi.json` against the running service, with requests that no one thought of: Schemathesis makes them up from the
/// description and judges every answer by it.
final class APIDescriptionTests: XCTestCase {
    private static let environment = ProcessInfo.processInfo.environment
    /// Requests made up for each operation; `.ci/schemathesis/long` asks for more.
    private static let examples = environment["MOHR_API_EXAMPLES"] ?? "3"
    private static let seed = environment["MOHR_API_SEED"] ?? "20261122"

    private var folder: TemporaryFolder!
    private var house: ServedHouse!
    private var officer: OfficerAtDesk!
    private var application = ""

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        officer = try workshop.enlist(.enterer, nationalID: "9990001006")
        let doctor = try DoctorsApplication()
        application = try workshop.service.registration.apply(
            doctor.form, office: "medical-council-tehran", csr: doctor.request,
            filedBy: try workshop.service.registration.officer(named: officer.id)
        ).id
        workshop.close()
        house = try ServedHouse(home).ready()
        try folder.write(officer.chain.flatMap(\.pem), to: "officer.pem")
        try folder.write(try officer.key.pem(), to: "officer.key")
        try folder.write(officer.anchor.pem, to: "anchor.pem")
    }

    override func tearDown() {
        house = nil
        folder = nil
    }

    private enum Listener: String {
        case everyone = "Public listener"
        case offices = "Office listener, mutual TLS"
    }

    /// The description of one listener, with anything in it changed.
    private func description(
        of listener: Listener, _ change: (inout [JSONValue.Member]) throws -> Void = { _ in }
    ) throws -> String {
        let bytes = try HTTPClientOfTests.get(house.publicURL + "/openapi.json")
        let whole = try JSONReader.read(bytes, limit: 4_194_304)
        var paths = (whole["paths"]?.members ?? []).filter {
            $0.value["servers"]?.elements?.first?["description"]?.text == listener.rawValue
        }.map { path in
            // Where it is served is said on the command line.
            JSONValue.Member(path.name, .object((path.value.members ?? []).filter { $0.name != "servers" }))
        }
        XCTAssertGreaterThan(paths.count, 15)
        try change(&paths)
        let members = (whole.members ?? []).map { $0.name == "paths" ? .init("paths", .object(paths)) : $0 }
        let name = "\(UUID().uuidString).json"
        try folder.write(JSONWriter.bytes(.object(members)), to: name)
        return folder.path(name)
    }

    /// What makes things up, and what is beyond its description: identifiers that are there, so that not every answer is
    /// that there is no such thing; and that a body too large is a refusal too.
    private func settings() throws -> String {
        let text = """
            [checks.negative_data_rejection]
            expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "503"]

            [[operations]]
            include-path-regex = "^/v1/applications/.id."
            parameters = { "path.id" = "\(application)" }

            [[operations]]
            include-path-regex = "^/v1/offices/.id."
            parameters = { "path.id" = "medical-council-tehran" }

            [[operations]]
            include-path-regex = "^/(certificates|crls)/"
            parameters = { "path.authority" = "health", "path.shard" = "1" }

            [[operations]]
            include-path-regex = "^/tile/"
            parameters = { "path.level" = "0", "path.index" = "000" }
            """
        try folder.write(Array(text.utf8), to: "schemathesis.toml")
        return folder.path("schemathesis.toml")
    }

    private func judge(_ description: String, _ more: [String]) throws -> Shell.Outcome {
        guard let judges = Self.environment["MOHR_JUDGES"],
            let program = Shell.find("\(judges)/bin/schemathesis")
        else { throw XCTSkip("not installed: schemathesis; MOHR_JUDGES names its environment") }
        let hooks = SharedData.packageRoot.appendingPathComponent(".ci/schemathesis").path
        return try Shell.run(
            "env",
            [
                "SCHEMATHESIS_HOOKS=bodies", "PYTHONPATH=\(hooks)", "PYTHONDONTWRITEBYTECODE=1", program,
                "--config-file", try settings(), "run", description, "--seed", Self.seed, "--max-examples",
                Self.examples, "--no-color", "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all",
                "--warnings", "off", "--generation-database", "none", "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
                    + "negative_data_rejection",
            ] + more, in: folder)
    }

    private func told(_ outcome: Shell.Outcome) {
        let lines = outcome.text.split(separator: "\n").map(String.init)
        for line in lines where line.contains("generated") {
            print("  schemathesis: \(line.trimmingPrefix(while: \.isWhitespace))")
        }
    }

    func testThePublicListenerIsAsDescribed() throws {
        let outcome = try judge(
            try description(of: .everyone),
            [
                "--url", house.publicURL, "--phases", "coverage,fuzzing",
                // What is no OCSP request is answered in OCSP, RFC 6960 4.2.1: malformedRequest, with 200.
                "--exclude-path-regex", "^/(ocsp|timestamps)",
            ])
        told(outcome)
        XCTAssertEqual(outcome.status, 0, String(outcome.text.suffix(6_000)))
        let protocols = try judge(
            try description(of: .everyone),
            [
                "--url", house.publicURL, "--phases", "fuzzing", "--include-path-regex", "^/(ocsp|timestamps)",
                "--exclude-checks", "negative_data_rejection",
            ])
        XCTAssertEqual(protocols.status, 0, String(protocols.text.suffix(6_000)))
        XCTAssertEqual(try house.stop(), .clean)
        XCTAssertEqual(house.complained, "")
    }

    func testTheOfficeListenerIsAsDescribed() throws {
        let isLong = Self.environment["MOHR_API_EXAMPLES"] != nil
        let outcome = try judge(try description(of: .offices), at(isLong ? "coverage,fuzzing" : "fuzzing"))
        told(outcome)
        XCTAssertEqual(outcome.status, 0, String(outcome.text.suffix(6_000)))
        XCTAssertEqual(try house.stop(), .clean)
        XCTAssertEqual(house.complained, "")
    }

    private func at(_ phases: String) -> [String] {
        [
            "--url", house.officeURL, "--tls-verify", folder.path("anchor.pem"), "--request-cert",
            folder.path("officer.pem"), "--request-cert-key", folder.path("officer.key"), "--phases", phases,
        ]
    }

    /// The judge sees: a description with a lie in it does not pass.
    func testALieInTheDescriptionIsFound() throws {
        let shape = try description(of: .everyone) { paths in
            try Self.change(&paths, "/healthz", "get", "responses") { responses in
                responses.members?.map { response in
                    response.name == "200"
                        ? .init(
                            "200",
                            [
                                "description": "Done.",
                                "content": ["application/json": ["schema": ["type": "array"]]],
                            ]) : response
                }
            }
        }
        let run = ["--url", house.publicURL, "--phases", "fuzzing"]
        let lied = try judge(shape, run + ["--include-path", "/healthz"])
        XCTAssertEqual(lied.status, 1, lied.text)
        XCTAssertTrue(lied.text.contains("schema"), lied.text)
        let status = try description(of: .everyone) { paths in
            try Self.change(&paths, "/v1/status/{sha256}", "get", "responses") { responses in
                responses.members?.filter { $0.name != "400" }
            }
        }
        let silent = try judge(status, run + ["--include-path", "/v1/status/{sha256}"])
        XCTAssertEqual(silent.status, 1, silent.text)
        XCTAssertTrue(silent.text.contains("Undocumented"), silent.text)
    }

    private static func change(
        _ paths: inout [JSONValue.Member], _ path: String, _ method: String, _ name: String,
        _ edit: (JSONValue) throws -> [JSONValue.Member]?
    ) throws {
        let index = try XCTUnwrap(paths.firstIndex { $0.name == path })
        var item = try XCTUnwrap(paths[index].value.members)
        let act = try XCTUnwrap(item.firstIndex { $0.name == method })
        var operation = try XCTUnwrap(item[act].value.members)
        let place = try XCTUnwrap(operation.firstIndex { $0.name == name })
        operation[place] = .init(name, .object(try edit(operation[place].value) ?? []))
        item[act] = .init(method, .object(operation))
        paths[index] = .init(path, .object(item))
    }
}

/// A fetch that has to succeed.
private enum HTTPClientOfTests {
    static func get(_ url: String) throws -> [UInt8] {
        let answer = try Shell.run("curl", ["-s", "-f", url])
        XCTAssertEqual(answer.status, 0, answer.errors)
        return answer.output
    }
}
