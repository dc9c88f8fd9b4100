#include "dialect/long_strings.h"

#include <algorithm>

#include <QTest>

#include "dialect/dialect.h"
#include "dialect/openai_facts.h"

namespace {

/// Written with single quotes: moc loses a file over raw strings with these in them.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string answerWith(const std::string &content)
{
    return quoted("{'id':'c','model':'m-1','choices':[{'index':0,'message':{'role':'assistant','content':'") + content
           + quoted("'},'finish_reason':'stop'}],'usage':{'prompt_tokens':7,'completion_tokens':9}}");
}

std::string padded(std::string text)
{
    text.reserve(text.size() + dialect::kReadablePadding);
    return text;
}

} // namespace

class LongStringsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesShortOnesAlone()
    {
        QVERIFY(!dialect::withoutLongStrings("{\"a\":\"b\",\"c\":[1,2,\"\\\"\\\\\"]}"));
        QVERIFY(!dialect::withoutLongStrings(""));
        QVERIFY(!dialect::withoutLongStrings("{\"a\":\"" + std::string(100'000, 'x'))); // it never ends
    }

    void keepsTheBeginningOfALongOne()
    {
        const auto cut = dialect::withoutLongStrings(answerWith(std::string(300'000, 'x')));
        QVERIFY(cut);
        QCOMPARE(*cut, answerWith(std::string(256, 'x')));
        QVERIFY(cut->capacity() >= cut->size() + dialect::kReadablePadding);
    }

    void findsTheEndBehindEscapes()
    {
        const std::string filler(10'000, 'y');
        QCOMPARE(*dialect::withoutLongStrings("[\"" + filler + "\\\"\",\"a\"]"),
                 "[\"" + std::string(256, 'y') + "\",\"a\"]");
        QCOMPARE(*dialect::withoutLongStrings("[\"" + filler + "\\\\\",\"a\"]"),
                 "[\"" + std::string(256, 'y') + "\",\"a\"]");
        QCOMPARE(*dialect::withoutLongStrings("[\"\\n" + filler + "\"]"), "[\"x\"]"); // still not empty
        QCOMPARE(*dialect::withoutLongStrings("[\"ab\u00e9" + filler + "\"]"), "[\"ab\"]");
    }

    void factsOfALargeAnswerAreThoseOfASmallOne()
    {
        for (const std::string unit : {"x", "\\\"", "\\\\", "\u4f60", "\\u4f60"}) {
            std::string content;
            while (content.size() < 600'000)
                content += unit;
            const std::string large = padded(answerWith(content));
            const auto facts = dialect::readOpenaiAnswer(large);
            QVERIFY2(facts, unit.c_str());
            QCOMPARE(facts->usage->input, 7);
            QCOMPARE(facts->usage->output, 9);
            QCOMPARE(std::string(facts->model), std::string("m-1"));
            QVERIFY(facts->content && facts->finished);
            const std::string broken = padded(large.substr(0, large.size() - 1));
            QVERIFY(!dialect::readOpenaiAnswer(broken));
        }
    }
};

QTEST_APPLESS_MAIN(LongStringsTest)
#include "long_strings_test.moc"
