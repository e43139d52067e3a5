// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What is wrong with a request before any room has seen it.
    static let requests: [String: String] = [
        "problem.title.input": "The request cannot be taken as it is",
        "problem.title.notAllowed": "Not allowed",
        "problem.title.notFound": "Not found",
        "problem.title.later": "Please try again later",
        "problem.title.conflict": "The request contradicts what is on record",
        "problem.title.fault": "Our fault",
        "problem.service.notFound": "There is nothing at {path}.",
        "problem.service.malformedPath": "The path of the request is malformed.",
        "problem.service.methodNotAllowed": "{seen} is not possible here; {allowed} is.",
        "problem.service.mediaType": "The body is of type {seen}; this address takes {allowed}.",
        "problem.service.jsonTooLarge": "The JSON document has {seen} bytes; at most {allowed} are taken.",
        "problem.service.jsonTooDeep": "The JSON document nests deeper than {allowed} levels, at byte {offset}.",
        "problem.service.jsonDuplicateName": "The name {name} stands twice in one object, at byte {offset}.",
        "problem.receipts.member":
            "The member {name} of the receipt is missing, is not known, or does not hold what it may.",
        "problem.receipts.notCanonical":
            "The receipt's statement is not in the form in which it was stamped (RFC 8785).",
        "problem.receipts.token": "The receipt's time stamp cannot be read at byte {offset}: {detail}.",
        "problem.service.json": "This is no JSON: something else than its grammar allows stands at byte {offset}.",
        "problem.service.member": "{name} is {seen}; {allowed} is needed.",
        "problem.service.unknownMember": "{name} means nothing here.",
        "problem.service.fault":
            "Something went wrong on our side. Please tell the authority the reference number {reference}.",
        "problem.service.unavailable":
            "This cannot be done at the moment. Please try again shortly; if it goes on, tell the authority the reference number {reference}.",
        "problem.service.certificateMissing":
            "No certificate was shown. Please put in your officer's card and choose your certificate.",
        "problem.service.certificateRefused":
            "Your certificate is not accepted ({code}): {cause} Please turn to the authority's administrator.",
        "problem.service.role": "Your role is {seen}; this needs: {allowed}.",
        "problem.service.unknownCertificate": "There is no certificate with the serial number {serial}.",
        "problem.http.malformed": "The request breaks the grammar of HTTP at byte {offset}.",
        "problem.http.headTooSlow": "The request's head did not come within {allowed} ms. Please try again.",
        "problem.http.bodyTooSlow": "The request's body did not come within {allowed} ms. Please try again.",
        "problem.http.lengthMissing": "{seen} carries a body and says neither its length nor that it is chunked.",
        "problem.http.bodyTooLarge": "The body has {seen} bytes; at most {allowed} are taken here.",
        "problem.http.targetTooLong": "The address is longer than {allowed} bytes.",
        "problem.http.expectationUnknown": "{seen} cannot be expected; 100-continue can.",
        "problem.http.headTooLarge": "The request's head is larger than {allowed} bytes.",
        "problem.http.tooManyFields": "The request's head has more than {allowed} fields.",
        "problem.http.methodUnknown": "The method {seen} is not known.",
        "problem.http.transferCodingUnknown": "The transfer coding {seen} is not known; chunked is.",
        "problem.http.versionUnsupported": "The version {seen} is not spoken here; HTTP/1.1 is.",
        "problem.http.responseUnwritable": "The answer could not be sent. Please tell the authority.",
        "problem.http.overloaded": "There is too much to do at the moment. Please try again in {allowed} seconds.",
        "problem.http.tooManyConnections": "More than {allowed} connections are open. Please try again shortly.",
    ]
}
