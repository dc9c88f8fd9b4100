#include <QTest>

#include <algorithm>
#include <set>

#include "admin/error_codes.h"
#include "admin/examples.h"
#include "admin/openapi.h"
#include "exchange/error_status.h"

using base::Json;

namespace {

std::string typeName(const Json &value)
{
    return value.is_string()           ? "string"
           : value.is_boolean()        ? "boolean"
           : value.is_number_integer() ? "integer"
           : value.is_number()         ? "number"
           : value.is_array()          ? "array"
           : value.is_object()         ? "object"
                                       : "null";
}

bool isOfType(const Json &value, const Json &type)
{
    if (type.is_array())
        return std::ranges::any_of(type, [&](const Json &one) { return isOfType(value, one); });
    const std::string wanted = base::textOr(type);
    const std::string got = typeName(value);
    return wanted.empty() || got == wanted || (wanted == "number" && got == "integer");
}

/// What in a value is not as its schema says; empty when all is.
std::string unfit(const Json &schema, const Json &value, const std::string &place)
{
    const Json &ways = base::at(schema, "oneOf");
    if (ways.is_array())
        return std::ranges::any_of(ways, [&](const Json &one) { return unfit(one, value, place).empty(); })
                   ? ""
                   : place + " is none of its kinds";
    if (!isOfType(value, base::at(schema, "type")))
        return place + " is a " + typeName(value);
    const Json &words = base::at(schema, "enum");
    if (words.is_array() && std::ranges::find(words, value) == words.end())
        return place + " is none of its words";
    if (value.is_array())
        for (const Json &item : value)
            if (auto wrong = unfit(base::at(schema, "items"), item, place + "[]"); !wrong.empty())
                return wrong;
    const Json &properties = base::at(schema, "properties");
    if (!value.is_object() || !properties.is_object() || properties.empty())
        return {};
    for (const auto &[name, member] : value.items()) {
        if (!properties.contains(name) && base::at(schema, "additionalProperties") == false)
            return place + "." + name + " is not in the schema";
        if (!properties.contains(name))
            continue; // the document adds it
        if (auto wrong = unfit(properties[name], member, place + "." + name); !wrong.empty())
            return wrong;
    }
    for (const Json &name : base::at(schema, "required"))
        if (!value.contains(name.get<std::string>()))
            return place + "." + name.get<std::string>() + " is missing";
    return {};
}

Json written()
{
    return base::parseJson(admin::readReference("examples.json")).value_or(Json(nullptr));
}

} // namespace

class ExamplesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatNoSchemaTellsIsWrittenDown()
    {
        const admin::Examples examples(written());
        for (const admin::Operation &operation : admin::operations()) {
            if (operation.answerSchema == nullptr || operation.status == 302)
                continue;
            const bool told = operation.answerSchema() != Json({{"type", "object"}});
            QVERIFY2(told || examples.answer(operation) != Json::object(), operation.id.data());
        }
    }
    void everyExampleFitsItsSchema()
    {
        const admin::Examples examples(written());
        for (const admin::Operation &operation : admin::operations()) {
            if (operation.bodySchema != nullptr) {
                const std::string wrong = unfit(operation.bodySchema(), examples.body(operation), "body");
                QVERIFY2(wrong.empty(), (std::string(operation.id) + ": " + wrong).c_str());
            }
            if (operation.answerSchema != nullptr && operation.status != 302) {
                const std::string wrong = unfit(operation.answerSchema(), examples.answer(operation), "answer");
                QVERIFY2(wrong.empty(), (std::string(operation.id) + ": " + wrong).c_str());
            }
        }
    }
    void noExampleIsOfNothing()
    {
        const Json rows = written();
        QVERIFY(rows.size() > 100);
        for (const auto &[id, row] : rows.items())
            QVERIFY2(admin::findOperation(id) != nullptr, id.c_str());
        const std::string document = base::dump(admin::openApi(Json::object(), admin::Examples(rows)));
        QVERIFY(document.find("\"@") == std::string::npos); // all of them led somewhere
    }
    void anExampleMayBeAnothers()
    {
        const admin::Examples examples(Json{{"teams.get", {{"answer", {{"id", "t"}}}}},
                                            {"teams.list", {{"answer", {{"data", {"@teams.get"}}}}}},
                                            {"users.list", "@teams.list"},
                                            {"users.get", {{"answer", "@nothing"}}}});
        const auto answer = [&](std::string_view id) { return base::dump(examples.answer(*admin::findOperation(id))); };
        QCOMPARE(answer("teams.list"), std::string(R"({"data":[{"id":"t"}]})"));
        QCOMPARE(answer("users.list"), std::string(R"({"data":[{"id":"t"}]})"));
        QCOMPARE(answer("users.get"), std::string(R"("@nothing")"));
        QVERIFY(examples.body(*admin::findOperation("teams.get")).is_null());
    }
    void withoutAnExampleTheSchemaGivesOne()
    {
        const auto schema = base::parseJson(R"({"type":"object","properties":{
            "name":{"type":"string"},"mode":{"type":"string","enum":["hard","soft"]},"n":{"type":["integer","null"]},
            "on":{"type":"boolean"},"list":{"type":"array","items":{"type":"number"}},"any":{},
            "ways":{"oneOf":[{"type":"string","enum":["all"]},{"type":"array"}]}}})");
        QVERIFY(schema);
        const Json sample = admin::sampleOf(*schema);
        QCOMPARE(base::dump(sample),
                 std::string(R"({"name":"text","mode":"hard","n":1,"on":true,"list":[1],"any":null,"ways":"all"})"));
        QCOMPARE(QByteArray::fromStdString(unfit(*schema, sample, "sample")), QByteArray());
    }
    void aSchemaIsReadOffAnExample()
    {
        const auto example = base::parseJson(R"({"a":"x","b":[{"c":1.5}],"d":null,"e":[],"f":3,"g":false})");
        QVERIFY(example);
        const std::string want =
            R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"array","items":{"type":"object",)"
            R"("properties":{"c":{"type":"number"}}}},"d":{},"e":{"type":"array","items":{}},"f":{"type":"integer"},)"
            R"("g":{"type":"boolean"}}})";
        QCOMPARE(base::dump(admin::schemaLike(*example)), want);
    }

    void theDocumentTellsEveryMemberOfAnExample()
    {
        const auto schema =
            base::parseJson(R"({"type":"object","properties":{"a":{"type":"string","description":"A."},)"
                            R"("list":{"type":"array","items":{"type":"object"}},)"
                            R"("map":{"type":"object","additionalProperties":{"type":"string"}}}})");
        const auto example = base::parseJson(R"({"a":"x","list":[{"b":1}],"map":{"k":"v"},"c":true})");
        QVERIFY(schema && example);
        const std::string want =
            R"({"type":"object","properties":{"a":{"type":"string","description":"A."},"list":{"type":"array","items":)"
            R"({"type":"object","properties":{"b":{"type":"integer"}}}},"map":{"type":"object","additionalProperties":)"
            R"({"type":"string"}},"c":{"type":"boolean"}}})";
        QCOMPARE(base::dump(admin::completed(*schema, *example)), want);
    }

    void everyCodeIsListedOnceAndWithItsStatus()
    {
        std::set<std::string_view> codes;
        for (const admin::ErrorCodeRow &row : admin::errorCodes()) {
            QVERIFY2(codes.insert(row.code).second, row.code.data());
            QVERIFY2(row.meaning.ends_with('.'), row.code.data());
        }
        const auto check = [](std::string_view code, int status) {
            const admin::ErrorCodeRow *row = admin::findErrorCode(code);
            QVERIFY2(row != nullptr, std::string(code).c_str());
            QCOMPARE(row->status, status);
        };
        for (int value = 0; value <= int(base::ErrorCode::Internal); ++value)
            for (const std::string_view param : {"", "x-switchyard-signature", "model", "port", "key"})
                check(exchange::codeFor(base::ErrorCode(value), param), exchange::statusFor(base::ErrorCode(value)));
        for (int value = 0; value <= int(model::FailureClass::HedgeLost); ++value)
            if (const auto code = exchange::codeFor(model::FailureClass(value)); !code.empty())
                check(code, exchange::statusFor(model::FailureClass(value)));
    }
};

QTEST_APPLESS_MAIN(ExamplesTest)
#include "examples_test.moc"
