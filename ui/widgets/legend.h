#pragma once

#include <vector>

#include <QWidget>

#include "ui/theme/tokens.h"

namespace ui {

/// What the colours of a chart mean: a swatch and a name each, in as many lines as they need.
/// Thread: main.
class Legend final : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString name{};
        Token ink = Token::Chart1;
        bool outlined = false; ///< For what is to come.
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    explicit Legend(QWidget *parent = nullptr);
    void setEntries(std::vector<Entry> entries);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    std::vector<QRect> layOut(int width) const;
    std::vector<Entry> m_entries{};
};

} // namespace ui
