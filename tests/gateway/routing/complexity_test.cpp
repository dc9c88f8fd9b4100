#include <QTest>

#include <string>

#include "routing/complexity.h"
#include "routing/prompt_signs.h"

namespace {

model::PromptFacts said(const QByteArray &text)
{
    model::PromptFacts out;
    out.lastUserText = text.toStdString();
    out.textBytes = text.size();
    out.turns = 1;
    return out;
}

std::int64_t pointsOf(const routing::Complexity &complexity, std::string_view feature)
{
    for (const auto &part : complexity.parts)
        if (part.feature == feature)
            return part.points;
    return 0;
}

/// What a prompt must be read as.
void row(const char *text, const char *intent, int least, int most)
{
    QTest::newRow(text) << QByteArray(text) << QByteArray(intent) << least << most;
}

} // namespace

class ComplexityTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void prompts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("intent");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        row("Hello", "chat", 0, 3);
        row("hi there!", "chat", 0, 3);
        row("Thanks a lot", "chat", 0, 3);
        row("Good morning", "chat", 0, 3);
        row("你好", "chat", 0, 5);
        row("谢谢你的帮助", "chat", 0, 5);
        row("ok", "chat", 0, 3);
        row("What is the capital of France?", "question", 0, 10);
        row("Who wrote War and Peace?", "question", 0, 10);
        row("When does the shop open", "question", 0, 10);
        row("法国的首都是什么？", "question", 0, 10);
        row("请问地铁怎么走？", "question", 0, 10);
        row("Translate \"good evening\" into French", "translation", 0, 10);
        row("Please translate this sentence: the code does not compile", "translation", 0, 35);
        row("把这句话翻译成英文：今天天气很好", "translation", 0, 10);
        row("将下面的代码注释译成中文", "translation", 0, 20);
        row("Summarize this article in two sentences.", "summary", 0, 10);
        row("Give me a summary of the meeting", "summary", 0, 10);
        row("tl;dr of the thread above", "summary", 0, 10);
        row("总结一下这篇文章的要点", "summary", 0, 12);
        row("请概括以下内容", "summary", 0, 10);
        row("Extract all names and dates as JSON", "extraction", 0, 10);
        row("Classify these reviews as positive or negative", "extraction", 0, 10);
        row("从下面的文字中提取电话号码", "extraction", 0, 10);
        row("把这些评论分类", "extraction", 0, 10);
        row("Write a short poem about autumn", "writing", 0, 10);
        row("Draft an email to my landlord", "writing", 0, 10);
        row("Compose a haiku", "writing", 0, 10);
        row("写一首诗，主题是秋天", "writing", 0, 10);
        row("帮我润色这封邮件", "writing", 0, 10);
        row("Write a Python function that reverses a list", "code", 9, 35);
        row("Fix this bug: TypeError in my script", "code", 15, 40);
        row("SELECT does not work in my sql endpoint", "code", 9, 35);
        row("```\nint main() {\n  return 0;\n}\n```\nWhat does it do?", "code", 9, 40);
        row("Refactor the class into smaller methods and add unit tests", "code", 15, 40);
        row("用Python写一个快速排序函数", "code", 15, 40);
        row("这段代码报错了，帮我调试", "code", 15, 40);
        row("重构这个接口并补充单元测试", "code", 15, 40);
        row("Kubernetes pod keeps restarting with an exception", "code", 15, 40);
        row("Solve the equation x^2 + 3x = 10", "maths", 20, 45);
        row("What is 2 + 2?", "maths", 5, 20);
        row("Calculate the probability of two sixes", "maths", 15, 40);
        row("Find the derivative of \\frac{1}{x}", "maths", 15, 40);
        row("求解方程 x^2 - 5x + 6 = 0", "maths", 20, 45);
        row("计算这个矩阵的特征值", "maths", 15, 40);
        row("小明有12个苹果，一共多少钱？", "maths", 5, 25);
        row("Prove by induction that the sum of the first n odd numbers is n^2", "maths", 15, 60);
        row("证明根号2是无理数", "maths", 9, 40);
        row("Compare PostgreSQL and MongoDB and weigh the trade-offs", "analysis", 9, 35);
        row("Analyze why revenue fell in the third quarter", "analysis", 9, 35);
        row("Evaluate the pros and cons of a four day week", "analysis", 9, 35);
        row("分析一下这家公司的优缺点", "analysis", 9, 35);
        row("比较这两种方案的利弊", "analysis", 9, 35);
        row("Design a strategy and roadmap for entering the market", "analysis", 9, 35);
        row("First analyze the logs step by step, then find the root cause, and finally design a fix with at least two "
            "edge cases covered",
            "analysis", 40, 70);
        row("首先分析需求，然后设计架构，最后逐步评估风险，要求至少两种方案", "analysis", 40, 70);
        row("Design a thread safe algorithm in Rust: first analyze the race condition, then refactor the function, "
            "compare "
            "the trade-offs and finally add unit tests. It must handle all edge cases.",
            "code", 65, 100);
        row("用Rust设计一个线程安全的算法：首先分析死锁原因，然后重构函数，比较优缺点，最后补充单元测试，必须处理边界情"
            "况",
            "code", 60, 100);
        row("Prove step by step that the polynomial equation x^3 - 2 = 0 has exactly one real solution; first derive "
            "the "
            "derivative, then explain why it must be at least zero, and finally evaluate the integral",
            "maths", 60, 100);
        row("", "chat", 0, 0);
        row("???", "question", 0, 10);
    }
    void prompts()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, intent);
        QFETCH(const int, least);
        QFETCH(const int, most);
        const routing::Complexity got = routing::scorePrompt(said(text));
        QCOMPARE(QByteArray(got.intent.data(), qsizetype(got.intent.size())), intent);
        QVERIFY2(got.score >= least && got.score <= most, qPrintable(QString::number(got.score)));
    }

    void partsAddUpToTheScore()
    {
        const routing::Complexity got =
            routing::scorePrompt(said("Refactor this function step by step, then compare the trade-offs."));
        std::int64_t sum = 0;
        for (const auto &part : got.parts) {
            QVERIFY(part.points > 0);
            sum += part.points;
        }
        QCOMPARE(got.score, sum);
    }

    void everyFeatureCounts()
    {
        model::PromptFacts facts = said("hello");
        QCOMPARE(routing::scorePrompt(facts).score, 0);
        facts.tools = 5;
        facts.turns = 6;
        facts.images = 1;
        facts.schema = true;
        facts.thinking = true;
        facts.textBytes = 20'000;
        const routing::Complexity got = routing::scorePrompt(facts);
        for (const char *feature : {"tools", "turns", "images", "schema", "thinking", "context"})
            QVERIFY2(pointsOf(got, feature) > 0, feature);
    }

    void neverAboveAHundredAndAlwaysTheSame()
    {
        model::PromptFacts facts = said("Design, analyze and compare: python code, a bug, refactor, ```x```, equation, "
                                        "theorem, probability; first, then, finally step by step; why; it must\n");
        facts.lastUserText.append(std::string(12'000, 'x'));
        facts.tools = 50;
        facts.turns = 50;
        facts.textBytes = 1 << 20;
        facts.images = 3;
        facts.thinking = true;
        const routing::Complexity first = routing::scorePrompt(facts);
        QCOMPARE(first.score, 100);
        QCOMPARE(routing::scorePrompt(facts).score, first.score);
    }

    void onlyTheWindowIsLookedAt()
    {
        std::string text(model::PromptFacts::kWindow, 'x');
        text += " python bug refactor";
        model::PromptFacts facts;
        facts.lastUserText = text;
        QCOMPARE(pointsOf(routing::scorePrompt(facts), "code"), 0);
    }

    /// Any bytes are read to their end: broken UTF-8, lone lead bytes at the end, zeros.
    void hostileTextIsRead()
    {
        for (const std::string &text :
             {std::string("\xE4"), std::string("\xE4\xBB"), std::string("\xFF\xFE\x00 \xC3", 5),
              std::string(16384, '\xE2'), std::string(16384, '?'), std::string(16384, '`'), std::string(16384, '\n'),
              std::string("^"), std::string("2+"), std::string("\\")}) {
            model::PromptFacts facts;
            facts.lastUserText = text;
            const routing::Complexity got = routing::scorePrompt(facts);
            QVERIFY(got.score >= 0 && got.score <= 100);
        }
    }

    /// Texts are read in blocks of 64 bytes: where those end makes no difference.
    void wordsAreFoundWhereverTheyStand()
    {
        const QByteArray text =
            "Refactor PYTHON; find the root cause, as 3 * 4 and\n- one\n- two\n解释一下 $$ why? Analyze"
            "internationalization step by step";
        const routing::Signs all = routing::readSigns(text.toStdString());
        QVERIFY(all.features[std::size_t(routing::Feature::Code)] == 2);
        QVERIFY(all.features[std::size_t(routing::Feature::Maths)] == 2);
        QVERIFY(all.features[std::size_t(routing::Feature::Reasoning)] == 2);
        for (int before = 1; before <= 130; ++before) {
            const routing::Signs moved = routing::readSigns(std::string(std::size_t(before), ' ') + text.toStdString());
            QCOMPARE(moved.features, all.features);
            QCOMPARE(moved.intents, all.intents);
            QCOMPARE(moved.asciiLetters, all.asciiLetters);
            QCOMPARE(moved.otherLetters, all.otherLetters);
        }
    }

    void aWordIsNotFoundWithinAnotherOne()
    {
        for (int before = 0; before <= 130; ++before) {
            const std::string start(std::size_t(before), 'x');
            QCOMPARE(routing::readSigns(start + "xpython").features[std::size_t(routing::Feature::Code)], 0);
            QCOMPARE(routing::readSigns("python" + start + "x").features[std::size_t(routing::Feature::Code)], 0);
            QCOMPARE(routing::readSigns(start + " python").features[std::size_t(routing::Feature::Code)], 1);
        }
    }

    void intentsAreListedOnce()
    {
        QCOMPARE(routing::intents().size(), routing::kIntents);
        QCOMPARE(routing::intents().back(), std::string_view("chat"));
    }
};

QTEST_GUILESS_MAIN(ComplexityTest)
#include "complexity_test.moc"
