// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

extension ErrorSamples {
    private static let moment = Instant(secondsSince1970: 1_795_255_200)

    /// One of each refusal of the desk.
    static let desk: [EnrollmentError] =
        [
            .evidenceStore("disk"), .channelKey("disk"), .codeRefused, .askedTooOften(again: moment),
            .notInYourName(serial: "01a2"),
        ] + taken.map { .desk($0) } + handled.map { .handling($0) }

    static let taken: [DeskRefusal] = [
        .claimed(id: "A", by: "reza", until: moment), .notClaimed(id: "A", by: "reza"), .notClaimed(id: "A", by: nil),
        .changed(id: "A", seen: 3, expected: 2, fields: ["surname", "licenceNumber"]),
        .changed(id: "A", seen: 3, expected: 2, fields: []), .unknownDraft(id: "A"), .unknownEvidence(id: "E"),
        .tooMuchEvidence(id: "A", allowed: 20), .unknownDelegation(id: 7),
        .delegated(principal: "reza", to: "zahra", until: moment), .unknownActivation(application: "A"), .unknownLink,
    ]

    static let handled: [HandlingRefusal] = [
        .officeClosed(office: "yazd", opens: moment), .officeClosed(office: "yazd", opens: nil),
        .officeProfession(office: "yazd", seen: "dentist", allowed: ["physician"]),
        .officeQuota(office: "yazd", allowed: 5, again: moment), .hours(seen: "always"),
        .delegationLength(seen: 1, allowed: 60...100), .delegationRole(principal: .approver, deputy: .auditor),
        .delegationElsewhere(principal: "reza", deputy: "omid"), .remarkPoint(seen: "shoe size"),
        .draftOffice(id: "A", seen: "yazd", allowed: "tehran"), .draftOffice(id: "A", seen: nil, allowed: ""),
        .draftWithoutRequest(id: "A"), .evidenceMissing(EvidenceKind.allCases),
        .evidenceSize(seen: 9, allowed: 1...8), .evidenceType(seen: "text", allowed: ["image/png"]),
        .evidenceDamaged(type: "image/png"), .evidenceTwofold(type: "image/png"),
        .evidenceActive(feature: "JavaScript"), .evidencePixels(width: 1, height: 2, allowed: 100...200),
        .registryMismatch(.civil, fields: [.surname, .givenName]), .registryUnknown(.licence),
        .registryInactive(.licence, seen: "suspended"), .registryTimedOut(.civil, allowed: 3_000),
        .registryUnavailable(.licence), .noChannel(application: "A"), .notSent(application: "A"),
        .activationMissing(application: "A"), .activationWrong(application: "A", left: 2),
        .activationSpent(application: "A"), .activationExpired(application: "A", since: moment),
        .activationTooOften(application: "A", again: moment), .holdStatus(seen: .revoked),
    ]
}
