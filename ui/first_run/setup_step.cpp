#include "ui/first_run/setup_step.h"

#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kShadow = 24; ///< How far a card's shadow reaches.

} // namespace

SetupStep::SetupStep(const QString &title, const QString &text, QWidget *parent)
    : Canvas(parent), m_column(new QVBoxLayout(this))
{
    auto *headline = new Label(TextRole::Title, Tone::Plain, this);
    headline->setText(title);
    headline->setWordWrap(true);
    auto *words = new Label(TextRole::Reading, Tone::Quiet, this);
    words->setText(text);
    words->setWordWrap(true);
    m_column->setContentsMargins(kShadow, kShadow / 2, kShadow, kShadow);
    m_column->setSpacing(metric::kCardGap);
    auto *head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(headline);
    head->addWidget(words);
    m_column->addLayout(head);
}

} // namespace ui
