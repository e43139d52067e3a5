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
        "problem.service.json": "The body is no JSON: something else stands at byte {offset}.",
        "problem.service.member": "{name} is {seen}; {allowed} is needed.",
        "problem.service.unknownMember": "{name} means nothing here.",
        "problem.http.refused": "The request was refused with status {status}: {detail}.",
    ]
}
