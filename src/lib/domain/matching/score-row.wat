;; The inner loops of scorePairs: one coachee against sixteen coaches at a time. score-board.ts lays out the memory and writes what is
;; read here; `npm run compile-scoring` turns this text into score-row.generated.ts.
;;
;; A row has one byte per coach and `stride` bytes, a multiple of sixteen. Rows of earnings, rates and fits have four bytes per coach.
(module
  (import "board" "memory" (memory 1))
  (import "board" "stride" (global $stride i32))
  (import "board" "working" (global $working i32)) ;; four rows: each coach's answers on the way of working, 1 to 5
  (import "board" "answered" (global $answered i32)) ;; 255 for who answered them
  (import "board" "speaking" (global $speaking i32)) ;; 255 for who said which languages they speak
  (import "board" "groundEarned" (global $ground_earned i32))
  (import "board" "horizonEarned" (global $horizon_earned i32))
  (import "board" "ground" (global $ground i32))
  (import "board" "horizon" (global $horizon i32))
  (import "board" "fit" (global $fit i32))

  ;; Begins both rows of earnings with the way of working. $own: the four answers of the coachee, a byte each; $near, $apart: what a
  ;; sixteenth of being alike earns in shared ground, and of being apart in new horizon; at most 1050.
  (func (export "earnWorking") (param $own i32) (param $near i32) (param $apart i32)
    (local $at i32) (local $places i32) (local $distance v128) (local $answer v128) (local $known v128)
    (loop $blocks
      (local.set $known (v128.load (i32.add (global.get $answered) (local.get $at))))
      (local.set $places (i32.add (global.get $working) (local.get $at)))
      (local.set $distance (call $between (local.get $places) (local.get $own)))
      (local.set $places (i32.add (local.get $places) (global.get $stride)))
      (local.set $distance
        (i8x16.add (local.get $distance) (call $between (local.get $places) (i32.shr_u (local.get $own) (i32.const 8)))))
      (local.set $places (i32.add (local.get $places) (global.get $stride)))
      (local.set $distance
        (i8x16.add (local.get $distance) (call $between (local.get $places) (i32.shr_u (local.get $own) (i32.const 16)))))
      (local.set $places (i32.add (local.get $places) (global.get $stride)))
      (local.set $distance
        (i8x16.add (local.get $distance) (call $between (local.get $places) (i32.shr_u (local.get $own) (i32.const 24)))))
      (call $store_earned
        (i32.add (global.get $ground_earned) (i32.shl (local.get $at) (i32.const 2)))
        (v128.and (i8x16.sub (i8x16.splat (i32.const 16)) (local.get $distance)) (local.get $known))
        (i16x8.splat (local.get $near)))
      (call $store_earned
        (i32.add (global.get $horizon_earned) (i32.shl (local.get $at) (i32.const 2)))
        (v128.and (local.get $distance) (local.get $known))
        (i16x8.splat (local.get $apart)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $at) (global.get $stride)))))

  ;; How far sixteen answers are from the lowest byte of $own.
  (func $between (param $answers i32) (param $own i32) (result v128)
    (i8x16.abs (i8x16.sub (v128.load (local.get $answers)) (i8x16.splat (local.get $own)))))

  ;; Sixteen earnings: each byte of $sixteenths times $each.
  (func $store_earned (param $to i32) (param $sixteenths v128) (param $each v128)
    (local $half v128)
    (local.set $half (i16x8.extend_low_i8x16_u (local.get $sixteenths)))
    (v128.store (local.get $to) (i32x4.extmul_low_i16x8_u (local.get $half) (local.get $each)))
    (v128.store offset=16 (local.get $to) (i32x4.extmul_high_i16x8_u (local.get $half) (local.get $each)))
    (local.set $half (i16x8.extend_high_i8x16_u (local.get $sixteenths)))
    (v128.store offset=32 (local.get $to) (i32x4.extmul_low_i16x8_u (local.get $half) (local.get $each)))
    (v128.store offset=48 (local.get $to) (i32x4.extmul_high_i16x8_u (local.get $half) (local.get $each))))

  ;; Adds to a row of earnings what tags earn. A part is 48 bytes: the low and the high bytes of what 0 to 15 tags earn, where the list
  ;; of rows of the coachee's tags begins and ends, and the row from which their count is taken: of nothing when tags in common earn, of
  ;; how many each coach has when fresh ones do.
  (func (export "earnTags") (param $parts i32) (param $parts_end i32) (param $earned i32)
    (local $at i32) (local $part i32) (local $tag i32) (local $tags_end i32)
    (local $count v128) (local $low v128) (local $high v128) (local $pairs v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (if (i32.eq (local.get $parts) (local.get $parts_end)) (then (return)))
    (loop $blocks
      (local.set $a (v128.load (local.get $earned)))
      (local.set $b (v128.load offset=16 (local.get $earned)))
      (local.set $c (v128.load offset=32 (local.get $earned)))
      (local.set $d (v128.load offset=48 (local.get $earned)))
      (local.set $part (local.get $parts))
      (loop $each
        (local.set $count (v128.load (i32.add (i32.load offset=40 (local.get $part)) (local.get $at))))
        (local.set $tag (i32.load offset=32 (local.get $part)))
        (local.set $tags_end (i32.load offset=36 (local.get $part)))
        (block $counted
          (loop $tags
            (br_if $counted (i32.eq (local.get $tag) (local.get $tags_end)))
            (local.set $count
              (i8x16.sub (local.get $count) (v128.load (i32.add (i32.load (local.get $tag)) (local.get $at)))))
            (local.set $tag (i32.add (local.get $tag) (i32.const 4)))
            (br $tags)))
        (local.set $count (i8x16.abs (local.get $count)))
        (local.set $low (i8x16.swizzle (v128.load (local.get $part)) (local.get $count)))
        (local.set $high (i8x16.swizzle (v128.load offset=16 (local.get $part)) (local.get $count)))
        (local.set $pairs (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $low) (local.get $high)))
        (local.set $a (i32x4.add (local.get $a) (i32x4.extend_low_i16x8_u (local.get $pairs))))
        (local.set $b (i32x4.add (local.get $b) (i32x4.extend_high_i16x8_u (local.get $pairs))))
        (local.set $pairs (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $low) (local.get $high)))
        (local.set $c (i32x4.add (local.get $c) (i32x4.extend_low_i16x8_u (local.get $pairs))))
        (local.set $d (i32x4.add (local.get $d) (i32x4.extend_high_i16x8_u (local.get $pairs))))
        (local.set $part (i32.add (local.get $part) (i32.const 48)))
        (br_if $each (i32.lt_u (local.get $part) (local.get $parts_end))))
      (v128.store (local.get $earned) (local.get $a))
      (v128.store offset=16 (local.get $earned) (local.get $b))
      (v128.store offset=32 (local.get $earned) (local.get $c))
      (v128.store offset=48 (local.get $earned) (local.get $d))
      (local.set $earned (i32.add (local.get $earned) (i32.const 64)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $at) (global.get $stride)))))

  ;; Makes both numbers and the fit of what was earned. $rates: two rows of what one unit is in hundredths, for shared ground and for new
  ;; horizon, and two of 255 where that number cannot be measured. $share: how much of 100 shared ground weighs.
  (func (export "weigh") (param $rates i32) (param $share i32)
    (local $at i32) (local $fours i32)
    (local $ground_number v128) (local $horizon_number v128) (local $no_ground v128) (local $no_horizon v128)
    (loop $blocks
      (local.set $fours (i32.shl (local.get $at) (i32.const 2)))
      (local.set $ground_number
        (call $to_hundred
          (i32.add (global.get $ground_earned) (local.get $fours))
          (i32.add (local.get $rates) (local.get $fours))))
      (local.set $horizon_number
        (call $to_hundred
          (i32.add (global.get $horizon_earned) (local.get $fours))
          (i32.add (i32.add (local.get $rates) (i32.shl (global.get $stride) (i32.const 2))) (local.get $fours))))
      (local.set $no_ground
        (v128.load (i32.add (i32.add (local.get $rates) (i32.shl (global.get $stride) (i32.const 3))) (local.get $at))))
      (local.set $no_horizon
        (v128.load (i32.add (i32.add (local.get $rates) (i32.mul (global.get $stride) (i32.const 9))) (local.get $at))))
      (v128.store
        (i32.add (global.get $ground) (local.get $at))
        (v128.or (local.get $ground_number) (local.get $no_ground)))
      (v128.store
        (i32.add (global.get $horizon) (local.get $at))
        (v128.or (local.get $horizon_number) (local.get $no_horizon)))
      (call $store_fit
        (i32.add (global.get $fit) (local.get $fours))
        (i16x8.add
          (call $weighed
            (i16x8.extend_low_i8x16_u (local.get $ground_number))
            (i16x8.extend_low_i8x16_s (local.get $no_horizon))
            (local.get $share))
          (call $weighed
            (i16x8.extend_low_i8x16_u (local.get $horizon_number))
            (i16x8.extend_low_i8x16_s (local.get $no_ground))
            (i32.sub (i32.const 100) (local.get $share)))))
      (call $store_fit
        (i32.add (i32.add (global.get $fit) (local.get $fours)) (i32.const 32))
        (i16x8.add
          (call $weighed
            (i16x8.extend_high_i8x16_u (local.get $ground_number))
            (i16x8.extend_high_i8x16_s (local.get $no_horizon))
            (local.get $share))
          (call $weighed
            (i16x8.extend_high_i8x16_u (local.get $horizon_number))
            (i16x8.extend_high_i8x16_s (local.get $no_ground))
            (i32.sub (i32.const 100) (local.get $share)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $at) (global.get $stride)))))

  ;; Sixteen earnings as 0 to 100, rounded half up. What is added makes up for the dust of binary fractions, as in `toHundred`: here of
  ;; at most 0.00002, where the next whole number is never nearer than 0.0001.
  (func $to_hundred (param $earned i32) (param $rates i32) (result v128)
    (local $half v128)
    (local.set $half (f32x4.splat (f32.const 0.50005)))
    (i8x16.narrow_i16x8_u
      (i16x8.narrow_i32x4_s
        (i32x4.trunc_sat_f32x4_s
          (f32x4.add (local.get $half)
            (f32x4.mul (f32x4.convert_i32x4_s (v128.load (local.get $earned))) (v128.load (local.get $rates)))))
        (i32x4.trunc_sat_f32x4_s
          (f32x4.add (local.get $half)
            (f32x4.mul
              (f32x4.convert_i32x4_s (v128.load offset=16 (local.get $earned)))
              (v128.load offset=16 (local.get $rates))))))
      (i16x8.narrow_i32x4_s
        (i32x4.trunc_sat_f32x4_s
          (f32x4.add (local.get $half)
            (f32x4.mul
              (f32x4.convert_i32x4_s (v128.load offset=32 (local.get $earned)))
              (v128.load offset=32 (local.get $rates)))))
        (i32x4.trunc_sat_f32x4_s
          (f32x4.add (local.get $half)
            (f32x4.mul
              (f32x4.convert_i32x4_s (v128.load offset=48 (local.get $earned)))
              (v128.load offset=48 (local.get $rates))))))))

  ;; Eight numbers times their share of 100, or times 100 where the other number cannot be measured.
  (func $weighed (param $numbers v128) (param $alone v128) (param $share i32) (result v128)
    (i16x8.mul (local.get $numbers)
      (i16x8.add
        (i16x8.splat (local.get $share))
        (v128.and (local.get $alone) (i16x8.splat (i32.sub (i32.const 100) (local.get $share)))))))

  (func $store_fit (param $to i32) (param $fits v128)
    (v128.store (local.get $to) (i32x4.extend_low_i16x8_u (local.get $fits)))
    (v128.store offset=16 (local.get $to) (i32x4.extend_high_i16x8_u (local.get $fits))))

  ;; Makes the fit -1 of every coach who said which languages they speak, none of them in the list of rows.
  (func (export "forbidSpeechless") (param $tags i32) (param $tags_end i32)
    (local $at i32) (local $tag i32) (local $common v128) (local $to i32) (local $mute v128)
    (local.set $to (global.get $fit))
    (loop $blocks
      (local.set $common (i8x16.splat (i32.const 0)))
      (local.set $tag (local.get $tags))
      (block $counted
        (loop $each
          (br_if $counted (i32.eq (local.get $tag) (local.get $tags_end)))
          (local.set $common (v128.or (local.get $common) (v128.load (i32.add (i32.load (local.get $tag)) (local.get $at)))))
          (local.set $tag (i32.add (local.get $tag) (i32.const 4)))
          (br $each)))
      (local.set $mute
        (v128.and
          (i8x16.eq (local.get $common) (i8x16.splat (i32.const 0)))
          (v128.load (i32.add (global.get $speaking) (local.get $at)))))
      (if (v128.any_true (local.get $mute))
        (then
          (call $forbid (local.get $to) (i16x8.extend_low_i8x16_s (local.get $mute)))
          (call $forbid (i32.add (local.get $to) (i32.const 32)) (i16x8.extend_high_i8x16_s (local.get $mute)))))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $at) (global.get $stride)))))

  (func $forbid (param $fits i32) (param $banned v128)
    (v128.store (local.get $fits)
      (v128.or (v128.load (local.get $fits)) (i32x4.extend_low_i16x8_s (local.get $banned))))
    (v128.store offset=16 (local.get $fits)
      (v128.or (v128.load offset=16 (local.get $fits)) (i32x4.extend_high_i16x8_s (local.get $banned))))))
