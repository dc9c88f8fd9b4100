#pragma once

#include <QWidget>

namespace ui {

/// A tile with the first two letters of a name.
class Monogram final : public QWidget {
    Q_OBJECT
public:
    explicit Monogram(QWidget *parent = nullptr);
    void setWord(const QString &word);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letters{};
};

/// The two letters, on `ground`, in `tile`.
void paintMonogram(QPainter &painter, const QRectF &tile, const QString &word, const QColor &ground, const QColor &ink);

} // namespace ui
