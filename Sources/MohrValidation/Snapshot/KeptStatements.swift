// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// What lists and OCSP responses say, each by itself, ready to be asked about one certificate after another.
///
/// A list of a country has megabytes and hundreds of documents a second ask it: its name is made once and its
/// signature is verified once, when the material is taken in.
struct KeptStatements: Sendable {
    /// A statement's name and how to ask it alone.
    struct Kept<Held: Sendable>: Sendable {
        let id: Facts.ID
        let held: Held
    }

    let lists: [Kept<HeldList>]
    let answers: [Kept<HeldAnswer>]
    /// Whether lists have to be looked at together: deltas with what they add to, lists for some reasons.
    let needsCombining: Bool
    private let ids: [CertificateList: Facts.ID]
    private let listsByIssuer: [[UInt8]: [Int]]
    private let answersBySerial: [SerialNumber: [Int]]

    /// Takes statements in; equal ones once, and none that `known` has.
    init(lists: [CertificateList], responses: [BasicOCSPResponse], beside known: KeptStatements? = nil) {
        var ids: [CertificateList: Facts.ID] = [:]
        var keptLists: [Kept<HeldList>] = []
        var byIssuer: [[UInt8]: [Int]] = [:]
        for list in lists where ids[list] == nil && known?.ids[list] == nil {
            let id = FactsCollector.id(list.encoded)
            ids[list] = id
            byIssuer[list.issuer.matchKey, default: []].append(keptLists.count)
            keptLists.append(Kept(id: id, held: HeldList(list)))
        }
        var keptAnswers: [Kept<HeldAnswer>] = []
        var bySerial: [SerialNumber: [Int]] = [:]
        var seen = Set(known?.answers.map(\.id) ?? [])
        for response in responses {
            let id = FactsCollector.id(of: response)
            guard seen.insert(id).inserted else { continue }
            for serial in Set(response.responses.map(\.certID.serialNumber)) {
                bySerial[serial, default: []].append(keptAnswers.count)
            }
            keptAnswers.append(Kept(id: id, held: HeldAnswer(response)))
        }
        self.ids = ids
        self.lists = keptLists
        answers = keptAnswers
        listsByIssuer = byIssuer
        answersBySerial = bySerial
        needsCombining = keptLists.contains {
            $0.held.list.deltaBase != nil || $0.held.list.issuingDistributionPoint?.onlySomeReasons != nil
        }
    }

    /// The lists by these issuers, complete ones and deltas.
    ///
    /// - Parameter issuers: match keys.
    /// - Returns: what is kept, in the order of the issuers.
    func lists(by issuers: Set<[UInt8]>) -> [Kept<HeldList>] {
        issuers.flatMap { listsByIssuer[$0] ?? [] }.map { lists[$0] }
    }

    /// The responses that speak of one of these numbers, whoever's they are.
    func answers(about serials: Set<SerialNumber>) -> [Kept<HeldAnswer>] {
        Set(serials.flatMap { answersBySerial[$0] ?? [] }).sorted().map { answers[$0] }
    }

    /// A list's name, if it is here: without hashing it again.
    func id(of list: CertificateList) -> Facts.ID? { ids[list] }
}
