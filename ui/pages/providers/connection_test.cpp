#include "ui/pages/providers/connection_test.h"

#include <algorithm>
#include <iterator>

#include <QAccessible>
#include <QCoreApplication>
#include <QGridLayout>
#include <QPainter>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/text/gateway_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMark = 16;
constexpr int kStepName = 96;

struct StepWord {
    std::string_view step;
    const char *word;
};
constexpr StepWord kSteps[] = {
    {"address", QT_TRANSLATE_NOOP("ui::providers", "Address")},
    {"connect", QT_TRANSLATE_NOOP("ui::providers", "Connection")},
    {"tls", QT_TRANSLATE_NOOP("ui::providers", "Encryption")},
    {"key", QT_TRANSLATE_NOOP("ui::providers", "Key")},
    {"models", QT_TRANSLATE_NOOP("ui::providers", "Models")},
};

QString stepWord(const std::string &step)
{
    const auto *hit = std::ranges::find(kSteps, std::string_view(step), &StepWord::step);
    return hit == std::end(kSteps) ? QString::fromStdString(step)
                                   : QCoreApplication::translate("ui::providers", hit->word);
}

/// A tick, or a sign that it did not work.
class Mark final : public QWidget {
public:
    Mark(bool good, QWidget *parent) : QWidget(parent), m_good(good) { setFixedSize(kMark, 18); }
    void setGood(bool good)
    {
        m_good = good;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, m_good ? u"check"_s : u"warning"_s, rect(), kMark,
                  color(m_good ? Token::OkText : Token::ErrorText, palette()));
    }

private:
    bool m_good;
};

} // namespace

ConnectionTest::ConnectionTest(admin::AdminClient &client, const QString &label, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_button(new Button(Button::Kind::Secondary, label, this)),
      m_words(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_mark(new Mark(true, this)),
      m_steps(new QWidget(this)),
      m_column(new QVBoxLayout(m_steps))
{
    m_button->setObjectName(u"testConnection"_s);
    m_button->setIconName(u"bolt"_s);
    m_words->setObjectName(u"testWords"_s);
    m_words->setWordWrap(true);
    m_steps->setObjectName(u"testSteps"_s);
    m_mark->hide();
    m_column->setContentsMargins({});
    m_column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_button);
    row->addWidget(m_mark);
    row->addWidget(m_words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addLayout(row);
    column->addWidget(m_steps);
    connect(m_button, &QAbstractButton::clicked, this, &ConnectionTest::asked);
    reset();
}

void ConnectionTest::run(admin::AdminCall call)
{
    const int run = ++m_run;
    clearSteps();
    m_models.clear();
    m_mark->hide();
    m_words->setTone(Tone::Quiet);
    m_words->setText(tr("Testing…"));
    m_button->setEnabled(false);
    m_client.call(std::move(call), this, [this, run](const base::Result<base::Json> &answer) {
        if (run != m_run)
            return;
        m_button->setEnabled(true);
        if (answer)
            return show(*answer);
        m_words->setTone(Tone::Error);
        m_words->setText(refusalWords(answer.error()));
        Q_EMIT refused(answer.error());
        Q_EMIT finished(false);
    });
}

void ConnectionTest::reset()
{
    ++m_run;
    clearSteps();
    m_models.clear();
    m_mark->hide();
    m_words->setText({});
    m_button->setEnabled(true);
}

void ConnectionTest::show(const base::Json &answer)
{
    const bool ok = base::truthOr(base::at(answer, "ok"));
    for (const base::Json &model : base::at(answer, "models"))
        if (model.is_string())
            m_models += QString::fromStdString(model.get<std::string>());
    static_cast<Mark *>(m_mark)->setGood(ok);
    m_mark->show();
    m_words->setTone(ok ? Tone::Ok : Tone::Error);
    const base::Json &latency = base::at(answer, "latency_ms");
    const QString took =
        latency.is_number() ? durationText(static_cast<std::int64_t>(latency.get<double>() * 1000)) : QString();
    if (!ok)
        m_words->setText(tr("It does not work yet"));
    else if (took.isEmpty())
        m_words->setText(tr("It works, %n model(s) found", nullptr, int(m_models.size())));
    else
        m_words->setText(tr("It works, %n model(s) found in %1", nullptr, int(m_models.size())).arg(took));
    for (const base::Json &step : base::at(answer, "steps"))
        addStep(step);
    m_steps->setVisible(m_column->count() > 0);
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT finished(ok);
}

void ConnectionTest::addStep(const base::Json &step)
{
    const bool ok = base::truthOr(base::at(step, "ok"));
    auto *line = new QWidget(m_steps);
    auto *name = new Label(TextRole::Body, Tone::Plain, line);
    name->setText(stepWord(base::textOr(base::at(step, "step"))));
    name->setFixedWidth(kStepName);
    auto *detail = new Label(TextRole::Body, ok ? Tone::Quiet : Tone::Error, line);
    detail->setObjectName(u"stepDetail"_s);
    detail->setText(gatewayWords(fieldText(step, "detail")));
    detail->setWordWrap(true);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(new Mark(ok, line), 0, Qt::AlignTop);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(detail, 1);
    m_column->addWidget(line);
}

void ConnectionTest::clearSteps()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_steps->hide();
}

} // namespace ui
