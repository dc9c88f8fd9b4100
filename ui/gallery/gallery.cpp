#include "ui/gallery/gallery.h"

#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QRadioButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>

#include "ui/gallery/chart_samples.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/cooldown_ring.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/legend.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/once_box.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/radio_rows.h"
#include "ui/widgets/secret_clipboard.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/tick_list.h"

// The words of the gallery are for builders and stay English.

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Controls side by side, each with its state below.
class Specimens final : public QWidget {
public:
    Specimens() : m_row(new QHBoxLayout(this))
    {
        m_row->setContentsMargins({});
        m_row->setSpacing(20);
        m_row->addStretch();
    }
    template <typename Widget>
    Widget *add(Widget *widget, const QString &state)
    {
        auto *caption = new Label(TextRole::Caption, Tone::Quiet, this);
        caption->setText(state);
        if (widget->accessibleName().isEmpty())
            widget->setAccessibleName(state);
        auto *column = new QVBoxLayout;
        column->setSpacing(4);
        column->addWidget(widget, 1, Qt::AlignCenter);
        column->addWidget(caption, 0, Qt::AlignHCenter);
        m_row->insertLayout(m_row->count() - 1, column);
        return widget;
    }

private:
    QHBoxLayout *m_row;
};

QWidget *buttons()
{
    auto *out = new Specimens;
    using Kind = Button::Kind;
    out->add(new Button(Kind::Primary, u"Save"_s), u"primary"_s);
    out->add(new Button(Kind::Primary, u"Save"_s), u"disabled"_s)->setEnabled(false);
    out->add(new Button(Kind::Secondary, u"Cancel"_s), u"secondary"_s);
    auto *outlined = out->add(new Button(Kind::Outlined, u"Export"_s), u"on window"_s);
    outlined->setIconName(u"export"_s);
    out->add(new Button(Kind::Text, u"Show diff"_s), u"text"_s);
    out->add(new Button(Kind::Danger, u"Delete"_s), u"danger"_s);
    out->add(new Button(Kind::Plain), u"plain"_s)->setIconName(u"more"_s);
    out->add(new Button(Kind::Secondary, u"Small"_s), u"card, 28"_s)->setButtonSize(Button::Size::Card);
    out->add(new Button(Kind::Primary, u"Continue"_s), u"guide, 40"_s)->setButtonSize(Button::Size::Guide);
    return out;
}

QWidget *switches()
{
    auto *out = new Specimens;
    const auto make = [out](const QString &state, bool on, Switch::Size size = Switch::Size::Normal) {
        auto *made = out->add(new Switch(size), state);
        made->setOn(on);
        return made;
    };
    make(u"on"_s, true);
    make(u"off"_s, false);
    make(u"turning on"_s, false)->setPending(true);
    make(u"turning off"_s, true)->setPending(false);
    make(u"locked"_s, true)->setLocked(true);
    make(u"disabled"_s, false)->setEnabled(false);
    make(u"in rows"_s, true, Switch::Size::Row);
    make(u"in rows"_s, false, Switch::Size::Row);
    make(u"large"_s, true, Switch::Size::Large);
    make(u"large"_s, false, Switch::Size::Large);
    return out;
}

QWidget *badges()
{
    auto *out = new Specimens;
    out->add(new Badge(u"Healthy"_s, Tone::Ok), u"ok"_s);
    out->add(new Badge(u"Degraded"_s, Tone::Warn), u"warn"_s);
    out->add(new Badge(u"Down"_s, Tone::Error), u"error"_s);
    out->add(new Badge(u"Streaming"_s, Tone::Accent), u"accent"_s);
    out->add(new Badge(u"Off"_s, Tone::Quiet), u"quiet"_s);
    auto *fact = out->add(new Chip(u"ci"_s), u"fact"_s);
    fact->setField(u"key"_s);
    out->add(new Chip(u"fast"_s, Tone::Accent), u"target"_s)->setIconName(u"right"_s);
    out->add(new Chip(u"dropped logit_bias"_s, Tone::Warn), u"dropped"_s);
    return out;
}

QWidget *fields()
{
    auto *out = new Specimens;
    const auto make = [out](const QString &state, const QString &text) {
        auto *edit = out->add(new LineEdit, state);
        edit->setText(text);
        edit->setFixedWidth(116);
        return edit;
    };
    make(u"rest"_s, u"docs-bot"_s);
    make(u"error"_s, u"(?i)^(a|b"_s)->setInvalid(true);
    make(u"read only"_s, u":4141/v1"_s)->setReadOnly(true);
    make(u"disabled"_s, u"docs-bot"_s)->setEnabled(false);
    out->add(new SearchField(u"Filter keys"_s), u"search"_s)->setFixedWidth(160);
    out->add(new SecretField(u"API key"_s), u"secret"_s)->setFixedWidth(170);
    auto *choice = out->add(new QComboBox, u"choice"_s);
    choice->addItems({u"member"_s, u"viewer"_s, u"admin"_s});
    out->add(new QSpinBox, u"number"_s)->setValue(20);
    auto *file = out->add(new PathField(PathField::Kind::Save), u"file"_s);
    file->setPath(u"~/costs.csv"_s);
    file->line()->setAccessibleName(u"file"_s);
    auto *legend = out->add(new Legend, u"legend"_s);
    legend->setFixedWidth(200);
    legend->setEntries({{.name = u"claude-sonnet-5"_s},
                        {.name = u"Others"_s, .ink = Token::SeedGrey},
                        {.name = u"Forecast"_s, .ink = Token::SeedGrey, .outlined = true}});
    return out;
}

QWidget *choices()
{
    auto *out = new Specimens;
    out->add(new SegmentedControl({u"Day"_s, u"Week"_s, u"Month"_s}), u"segmented"_s)->setCurrent(1);
    auto *slider = out->add(new QSlider(Qt::Horizontal), u"slider"_s);
    slider->setFixedWidth(150);
    slider->setValue(60);
    auto *bar = out->add(new ProgressBar, u"progress"_s);
    bar->setFixedWidth(120);
    bar->setShare(0.64, {0.8});
    auto *held = out->add(new ProgressBar, u"used and held"_s);
    held->setFixedWidth(120);
    held->setShare(0.4, {0.8});
    held->setHeld(0.25);
    auto *warned = out->add(new ProgressBar, u"over the mark"_s);
    warned->setFixedWidth(120);
    warned->setShare(0.93, {0.5, 0.8});
    auto *full = out->add(new ProgressBar, u"full"_s);
    full->setFixedWidth(120);
    full->setShare(1.2, {0.8});
    out->add(new QCheckBox, u"on"_s)->setChecked(true);
    out->add(new QCheckBox, u"off"_s);
    out->add(new QRadioButton, u"radio"_s)->setChecked(true);
    return out;
}

QWidget *rings()
{
    auto *out = new Specimens;
    using Ring = CooldownRing;
    const auto make = [out](const QString &state, Ring::Size size, Ring::Whose whose, std::chrono::seconds left,
                            std::chrono::seconds whole) { out->add(new Ring(size, whose), state)->start(left, whole); };
    make(u"pending"_s, Ring::Size::Switch, Ring::Whose::Ours, 7s, 10s);
    make(u"key cooldown"_s, Ring::Size::Switch, Ring::Whose::Providers, 252s, 600s);
    make(u"in rows"_s, Ring::Size::Row, Ring::Whose::Providers, 252s, 600s);
    make(u"in tables"_s, Ring::Size::Cell, Ring::Whose::Providers, 252s, 600s);
    make(u"hours"_s, Ring::Size::Row, Ring::Whose::Providers, 4000s, 7200s);
    out->add(new Sparkline, u"sparkline"_s)->setPoints({3, 4, 3, 5, 6, 4, 7, 8, 7, 9});
    const double gap = std::numeric_limits<double>::quiet_NaN();
    out->add(new Sparkline, u"with a gap"_s)->setPoints({3, 4, gap, gap, 6, 4, 7}, Tone::Warn);
    return out;
}

QWidget *forms()
{
    auto *out = new Specimens;
    auto *good = new FormField(u"Name"_s, new LineEdit);
    good->setHint(u"Shown in lists and in model names"_s);
    good->setFixedWidth(260);
    out->add(good, u"with a hint"_s);
    auto *bad = new FormField(u"Base URL"_s, new LineEdit);
    bad->setError(u"must begin with http:// or https://"_s);
    bad->setFixedWidth(260);
    out->add(bad, u"with an error"_s);
    auto *steps = out->add(new Stepper({u"Language"_s, u"Address"_s, u"Provider"_s}), u"stepper"_s);
    steps->setCurrent(1);
    auto *rows = out->add(new RadioRows({{u"member"_s, u"Member"_s, u"Calls models."_s},
                                         {u"viewer"_s, u"Viewer"_s, u"Also sees calls and costs."_s}}),
                          u"one, with its meaning"_s);
    rows->setAccessibleName(u"Role"_s);
    auto *ticks = out->add(new TickList(u"There is none."_s), u"some of a few"_s);
    ticks->setFixedWidth(220);
    ticks->setChoices({{u"1"_s, u"OpenAI"_s}, {u"2"_s, u"Anthropic"_s}, {u"3"_s, u"Mistral"_s}});
    ticks->setTicked({u"2"_s});
    return out;
}

QWidget *blocks()
{
    auto *out = new QWidget;
    auto *column = new QVBoxLayout(out);
    column->setContentsMargins({});
    auto *banner = new Banner;
    banner->setMessage(u"The gateway did not answer. It is asked again every few seconds."_s);
    column->addWidget(banner);
    column->addWidget(new CodeBlock(u"export SWITCHYARD_KEY=…"_s, u"Copy the command"_s));
    auto *clipboard = new SecretClipboard(out);
    column->addWidget(new OnceBox({u"Shown this one time"_s, u"Copy key"_s, u"The clipboard is empty."_s},
                                  u"sy-Wd2KpX7vMq0hRjT4nEaZ8cYbLs5GfU1o"_s, *clipboard));
    return out;
}

struct Section {
    QLatin1StringView title;
    QWidget *(*make)();
};
constexpr Section kSections[] = {
    {"Buttons"_L1, buttons},
    {"Switch"_L1, switches},
    {"Badges and chips"_L1, badges},
    {"Fields"_L1, fields},
    {"Choices and shares"_L1, choices},
    {"Rings and lines"_L1, rings},
    {"Forms"_L1, forms},
    {"Blocks"_L1, blocks},
    {"Tiles"_L1, makeTileSamples},
    {"Charts"_L1, makeChartSamples},
    {"Tables, lists and quotes"_L1, makeTableSamples},
    {"Over a window"_L1, makePanelSamples},
};

QWidget *makeSections()
{
    auto *canvas = new Canvas;
    auto *card = new Card(canvas);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    for (const Section &section : kSections) {
        auto *title = new Label(TextRole::CardTitle, Tone::Plain, card);
        title->setText(section.title);
        column->addWidget(title);
        column->addWidget(section.make());
        column->addSpacing(8);
    }
    auto *outer = new QVBoxLayout(canvas);
    outer->setContentsMargins(metric::kPageSide, metric::kPageTop, metric::kPageSide, metric::kPageSide);
    outer->addWidget(card);
    outer->addStretch();
    return canvas;
}

} // namespace

Gallery::Gallery(QWidget *parent) : QWidget(parent)
{
    setWindowTitle(u"Switchyard: every control"_s);
    resize(1240, 940);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(u"Every control"_s);
    m_content = makeSections();
    scroll->setWidget(m_content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(scroll);
    new FocusRing(*this);
}

} // namespace ui
